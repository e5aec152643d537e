using Akka.Actor;
using DicomActors.Configuration;
using DicomActors.Connections;
using DicomActors.Events;
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
    private readonly DicomSettings _settings;
    private readonly EndWatch _end;

    public ActorBackedConnection(ConnectionOpened opened, DicomSettings settings)
    {
        _settings = settings;
        ConnectionId = opened.ConnectionId;
        Connection = opened.Connection;
        _end = new EndWatch(ConnectionId, Connection.WatchAsync());
        Connection.Tell(new EventSubscription(_end, IsWanted: true), ActorRefs.NoSender);
        Events = new EventSequence(Connection, _end, settings.FacadeEventBuffer);
    }

    public ConnectionId ConnectionId { get; }

    public IActorRef Connection { get; }

    public IAsyncEnumerable<IAdvancedDicomClientConnectionEvent> Events { get; }

    public async Task<Association> OpenAssociationAsync(AssociationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var opened = await AskAsync<AssociationOpened>(
            new OpenAssociation(request), new AbortAssociation("Opening the association was cancelled."), cancellationToken)
            .ConfigureAwait(false);
        return opened.Association;
    }

    public IAsyncEnumerable<DimseResponse> SendRequestAsync(
        DimseRequest request, SendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ResponseStream.ReadAsync(
            Connection, _end, new StreamRequest(request) { Options = options }, _settings.CancelGrace, cancellationToken);
    }

    public Task<CEchoResult> EchoAsync(CancellationToken cancellationToken = default) =>
        ConverseAsync<CEchoResult>(new Converse(new CEchoRequest()), cancellationToken);

    public async Task<CStoreResult> StoreAsync(
        DicomContent content,
        SendOptions? options = null,
        IProgress<TransferProgressEvent>? progress = null,
        CancellationToken cancellationToken = default)
    {
        await using var relay = ProgressRelay<TransferProgressEvent>.To(progress, static message => message as TransferProgressEvent);
        return await ConverseAsync<CStoreResult>(
            new Converse(new CStoreRequest(content)) { Options = options, Progress = relay }, cancellationToken).ConfigureAwait(false);
    }

    public Task<CFindResult> FindAsync(
        Uid sopClass, EncodedDataset identifier, int? maximumMatches = null, CancellationToken cancellationToken = default) =>
        ConverseAsync<CFindResult>(
            new Converse(new CFindRequest(sopClass, identifier)) { MaximumMatches = maximumMatches }, cancellationToken);

    public Task<CMoveResult> MoveAsync(
        CMoveRequest request,
        SendOptions? options = null,
        IProgress<SubOperationCounts>? progress = null,
        CancellationToken cancellationToken = default) =>
        RetrieveAsync<CMoveResult>(request, options, progress, cancellationToken);

    public Task<CGetResult> GetAsync(
        CGetRequest request,
        SendOptions? options = null,
        IProgress<SubOperationCounts>? progress = null,
        CancellationToken cancellationToken = default) =>
        RetrieveAsync<CGetResult>(request, options, progress, cancellationToken);

    public Task<NCreateResult> NCreateAsync(NCreateRequest request, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        ConverseAsync<NCreateResult>(new Converse(request) { Options = options }, cancellationToken);

    public Task<NSetResult> NSetAsync(NSetRequest request, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        ConverseAsync<NSetResult>(new Converse(request) { Options = options }, cancellationToken);

    public Task<NGetResult> NGetAsync(NGetRequest request, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        ConverseAsync<NGetResult>(new Converse(request) { Options = options }, cancellationToken);

    public Task<NActionResult> NActionAsync(NActionRequest request, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        ConverseAsync<NActionResult>(new Converse(request) { Options = options }, cancellationToken);

    public Task<NEventReportResult> NEventReportAsync(
        NEventReportRequest request, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        ConverseAsync<NEventReportResult>(new Converse(request) { Options = options }, cancellationToken);

    public Task<NDeleteResult> NDeleteAsync(NDeleteRequest request, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        ConverseAsync<NDeleteResult>(new Converse(request) { Options = options }, cancellationToken);

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
        if (!_end.Stopped.IsCompleted)
        {
            Connection.Tell(CloseConnection.Instance, ActorRefs.NoSender);
            await _end.Stopped.ConfigureAwait(false);
        }
    }

    private async Task<T> RetrieveAsync<T>(
        DimseRequest request, SendOptions? options, IProgress<SubOperationCounts>? progress, CancellationToken cancellationToken)
    {
        var counts = SubOperationCounts.Unknown;
        await using var relay = ProgressRelay<SubOperationCounts>.To(
            progress, message => message is RequestPendingEvent pending ? counts = counts.UpdatedBy(pending.Response) : null);
        return await ConverseAsync<T>(new Converse(request) { Options = options, Progress = relay }, cancellationToken).ConfigureAwait(false);
    }

    private Task<T> ConverseAsync<T>(Converse command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command.Request);
        return AskAsync<T>(command, new CancelRequest(command.RequestId) { AbortAfter = _settings.CancelGrace }, cancellationToken);
    }

    /// <summary>Asks the actor; ends also when the actor has stopped or the caller cancels.</summary>
    private async Task<T> AskAsync<T>(IConnectionCommand command, IConnectionCommand? onCancel, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var asking = new CancellationTokenSource();
        var answer = Connection.Ask<T>(command, Timeout.InfiniteTimeSpan, asking.Token);
        try
        {
            await Task.WhenAny(answer, _end.Stopped).WaitAsync(cancellationToken).ConfigureAwait(false);
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
            throw _end.ToException();
        }

        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (DicomRequestException failure) when (failure.ConnectionEnd is not null)
        {
            throw ResponseStream.Failure(failure);
        }
    }
}
