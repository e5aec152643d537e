using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Handlers;

/// <summary>Sends instances over a connection's actor: that of the C-GET itself, or one opened for a C-MOVE.</summary>
internal sealed class ConnectionInstanceSender : InstanceSender
{
    private readonly IActorRef _connection;
    private readonly bool _isOwn;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _gone;

    private ConnectionInstanceSender(IActorRef connection, bool isOwn)
    {
        _connection = connection;
        _isOwn = isOwn;
        _gone = connection.WatchAsync(_over.Token);
    }

    /// <summary>A sender on the association a request came on.</summary>
    public static ConnectionInstanceSender On(IActorRef connection) => new(connection, isOwn: false);

    /// <summary>A sender on an association of its own, with a context for each SOP class and transfer syntax of the instances.</summary>
    /// <exception cref="DicomConnectionException">There is no such connection or association.</exception>
    public static async Task<ConnectionInstanceSender> ConnectAsync(
        IActorRef factory,
        AdvancedDicomClientConnectionRequest destination,
        AssociationRequest association,
        CancellationToken cancellationToken)
    {
        var opened = await factory
            .Ask<ConnectionOpened>(new OpenConnection(destination), Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        var sender = new ConnectionInstanceSender(opened.Connection, isOwn: true);
        try
        {
            await sender.AskAsync<AssociationOpened>(new OpenAssociation(association)).ConfigureAwait(false);
            return sender;
        }
        catch
        {
            await sender.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// What to propose for sending the instances. Kinds of instances beyond the 128 contexts of an association are left out; sending
    /// them fails.
    /// </summary>
    public static AssociationRequest Propose(string callingAETitle, string calledAETitle, IEnumerable<DicomContent> instances)
    {
        var association = new AssociationRequest(callingAETitle, calledAETitle);
        foreach (var (sopClass, transferSyntax) in instances
            .Select(instance => (instance.SopClassUid, instance.TransferSyntax)).Distinct().Take(AssociationRequest.MaximumPresentationContexts))
        {
            association = association.WithContextPerTransferSyntax(sopClass, transferSyntax);
        }

        return association;
    }

    public override async ValueTask<DimseStatus> SendAsync(CStoreRequest request, CancellationToken cancellationToken) =>
        (await AskAsync<CStoreResult>(new Converse(request)).ConfigureAwait(false)).Status;

    public override async ValueTask DisposeAsync()
    {
        if (_isOwn)
        {
            // Not waited for: the connection ends by its own timeouts.
            _connection.Tell(ReleaseAssociation.Instance, ActorRefs.NoSender);
        }

        await _over.CancelAsync().ConfigureAwait(false);
        _over.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<T> AskAsync<T>(object command)
    {
        using var answered = new CancellationTokenSource();
        var answer = _connection.Ask<T>(command, Timeout.InfiniteTimeSpan, answered.Token);

        // Who has stopped answers nothing; a connection that lives answers in the end, by its own timeouts.
        await Task.WhenAny(answer, _gone).ConfigureAwait(false);
        await answered.CancelAsync().ConfigureAwait(false);
        return await answer.ConfigureAwait(false);
    }
}
