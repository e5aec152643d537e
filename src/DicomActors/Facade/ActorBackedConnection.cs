using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;

namespace DicomActors.Facade;

/// <summary>The facade over one <see cref="ConnectionActor"/>.</summary>
internal sealed class ActorBackedConnection : IAdvancedDicomClientConnection
{
    private readonly Task<bool> _stopped;

    public ActorBackedConnection(ConnectionOpened opened)
    {
        ConnectionId = opened.ConnectionId;
        Connection = opened.Connection;
        _stopped = Connection.WatchAsync();
    }

    public ConnectionId ConnectionId { get; }

    public IActorRef Connection { get; }

    public async Task<Association> OpenAssociationAsync(AssociationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var opened = await AskAsync<AssociationOpened>(
            new OpenAssociation(request), new AbortAssociation("Opening the association was cancelled."), cancellationToken)
            .ConfigureAwait(false);
        return opened.Association;
    }

    public Task<CEchoResult> EchoAsync(CancellationToken cancellationToken = default) =>
        ConverseAsync<CEchoResult>(new Converse(new CEchoRequest()), cancellationToken);

    public Task<CStoreResult> StoreAsync(
        DicomContent content, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        ConverseAsync<CStoreResult>(new Converse(new CStoreRequest(content)) { Options = options }, cancellationToken);

    public Task<CFindResult> FindAsync(
        Uid sopClass, EncodedDataset identifier, int? maximumMatches = null, CancellationToken cancellationToken = default) =>
        ConverseAsync<CFindResult>(
            new Converse(new CFindRequest(sopClass, identifier)) { MaximumMatches = maximumMatches }, cancellationToken);

    public Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        AskAsync<ConnectionStatus>(GetConnectionStatus.Instance, null, cancellationToken);

    public Task ReleaseAsync(CancellationToken cancellationToken = default) =>
        AskAsync<AssociationReleased>(ReleaseAssociation.Instance, null, cancellationToken);

    public async Task<ConnectionEnd> AbortAsync(string? cause = null, CancellationToken cancellationToken = default)
    {
        var closed = await AskAsync<ConnectionClosed>(new AbortAssociation(cause), null, cancellationToken).ConfigureAwait(false);
        return closed.End;
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Tell(CloseConnection.Instance, ActorRefs.NoSender);
        await _stopped.ConfigureAwait(false);
    }

    private Task<T> ConverseAsync<T>(Converse command, CancellationToken cancellationToken) =>
        AskAsync<T>(command, new CancelRequest(command.RequestId), cancellationToken);

    /// <summary>Asks the actor; ends also when the actor has stopped or the caller cancels.</summary>
    private async Task<T> AskAsync<T>(IConnectionCommand command, IConnectionCommand? onCancel, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var asking = new CancellationTokenSource();
        var answer = Connection.Ask<T>(command, Timeout.InfiniteTimeSpan, asking.Token);
        try
        {
            await Task.WhenAny(answer, _stopped).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (onCancel is not null)
            {
                Connection.Tell(onCancel, ActorRefs.NoSender);
            }

            await asking.CancelAsync().ConfigureAwait(false);
            throw;
        }

        // The actor answers everything it has received before it stops, so without an answer now there will be none.
        if (!answer.IsCompleted)
        {
            await asking.CancelAsync().ConfigureAwait(false);
            throw new ConnectionClosedException(new ConnectionEnd(ConnectionEndReason.Stopped, $"{ConnectionId} has ended."));
        }

        return await answer.ConfigureAwait(false);
    }
}
