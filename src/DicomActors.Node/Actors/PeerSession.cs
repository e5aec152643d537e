using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Node.CommandLine;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;
using DicomActors.Requests;

namespace DicomActors.Node.Actors;

/// <summary>One association with a peer, through the actors.</summary>
internal sealed class PeerSession : IAsyncDisposable
{
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);

    private readonly IActorRef _connection;
    private bool _isReleased;

    private PeerSession(Peer peer, IActorRef connection, Association association)
    {
        Peer = peer;
        _connection = connection;
        Association = association;
    }

    /// <summary>The other side.</summary>
    public Peer Peer { get; }

    /// <summary>What was negotiated.</summary>
    public Association Association { get; }

    /// <summary>Connects and opens the association.</summary>
    /// <exception cref="VerbException">It did not come about.</exception>
    public static Task<PeerSession> OpenAsync(NodeSystem node, Peer peer, AssociationRequest proposal, CancellationToken interrupted) =>
        OpenAsync(node, peer, proposal, handlers: null, interrupted);

    /// <summary>Connects and opens an association on which the peer may ask something of us.</summary>
    /// <exception cref="VerbException">It did not come about.</exception>
    public static async Task<PeerSession> OpenAsync(
        NodeSystem node, Peer peer, AssociationRequest proposal, AdvancedDicomClientConnectionRequestHandlers? handlers, CancellationToken interrupted)
    {
        IActorRef connection = ActorRefs.Nobody;
        try
        {
            var request = new AdvancedDicomClientConnectionRequest
            {
                Connector = new TcpConnector(peer.Host, peer.Port),
                ServiceOptions = node.Recorded(peer.ServiceOptions),
                Handlers = handlers,
            };
            connection = (await node.Dicom.ConnectionFactory.Ask<ConnectionOpened>(new OpenConnection(request), interrupted)).Connection;
            var opened = await connection.Ask<AssociationOpened>(new OpenAssociation(proposal), interrupted);
            return new PeerSession(peer, connection, opened.Association);
        }
        catch (DicomConnectionException problem)
        {
            throw PeerProblem.Explain(problem, peer);
        }
        catch (OperationCanceledException)
        {
            connection.Tell(CloseConnection.Instance);
            throw;
        }
    }

    /// <summary>Sends a request and returns everything the peer had to say.</summary>
    /// <typeparam name="TResult">The result that belongs to the request.</typeparam>
    /// <exception cref="DicomConnectionException">There was no final response.</exception>
    public Task<TResult> ConverseAsync<TResult>(Converse request, CancellationToken interrupted) =>
        _connection.Ask<TResult>(request, interrupted);

    /// <summary>Sends a request and returns the peer's answer.</summary>
    /// <typeparam name="TResult">The result that belongs to the request.</typeparam>
    /// <exception cref="VerbException">There was no final response.</exception>
    public async Task<TResult> AskAsync<TResult>(DimseRequest request, CancellationToken interrupted)
    {
        try
        {
            return await ConverseAsync<TResult>(new Converse(request), interrupted);
        }
        catch (DicomConnectionException problem)
        {
            throw PeerProblem.Explain(problem, Peer);
        }
    }

    /// <summary>Ends the association in good order. What was answered before stays answered, however this ends.</summary>
    public async Task ReleaseAsync(CancellationToken interrupted)
    {
        try
        {
            await _connection.Ask<AssociationReleased>(ReleaseAssociation.Instance, interrupted);
        }
        catch (DicomConnectionException problem)
        {
            Serilog.Log.Logger.Debug(problem, "{Peer}: the association did not end in good order", Peer);
        }

        _isReleased = true;
    }

    /// <summary>Ends the association at once, unless it is over.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isReleased)
        {
            return;
        }

        using var patience = new CancellationTokenSource(ClosingTime);
        try
        {
            await _connection.Ask<ConnectionClosed>(CloseConnection.Instance, patience.Token);
        }
        catch (Exception problem) when (problem is OperationCanceledException or DicomConnectionException)
        {
            // It is closing, or closed: the actor system ends right after this and takes it along.
            Serilog.Log.Logger.Debug(problem, "{Peer}: the connection was not closed in good order", Peer);
        }
    }
}
