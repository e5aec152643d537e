using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;

namespace DicomActors.Facade;

/// <summary>
/// One connection and its one association, for code that is not an actor. Thread-safe. Disposing of it closes the connection and
/// waits for that; an association that was not released is aborted: release it first where its requests matter.
/// </summary>
/// <remarks>
/// <para>
/// What waits for the peer throws, all of them <see cref="DicomConnectionException"/>s:
/// <see cref="DicomAssociationRejectedException"/> (with result, source and reason),
/// <see cref="DicomAssociationAbortedException"/> (with source and reason) or <see cref="ConnectionClosedException"/> (with the cause)
/// when the connection ends, or has ended, instead; <see cref="InvalidConnectionStateException"/> when it is not the time for it;
/// and requests throw <see cref="DicomRequestException"/> when only they timed out, were cancelled or failed
/// (<see cref="DicomRequestException.Reason"/>). A request that ended with its connection has its own exception as
/// <see cref="Exception.InnerException"/>, which says whether it may have reached the peer. A failure status is a response, not
/// an exception.
/// </para>
/// <para>
/// A cancelled token makes the call throw <see cref="OperationCanceledException"/> at once. Its request is taken out of the queue
/// if it was not sent; otherwise it is cancelled with C-CANCEL where its service has one (C-FIND, C-MOVE, C-GET), and if it has not
/// ended, by whatever response, after <c>dicom-actors.connection.cancel-grace</c>, the association is aborted.
/// </para>
/// </remarks>
public interface IAdvancedDicomClientConnection : IAsyncDisposable
{
    /// <summary>The connection's id, as events carry it.</summary>
    ConnectionId ConnectionId { get; }

    /// <summary>The connection's actor.</summary>
    IActorRef Connection { get; }

    /// <summary>
    /// The events of this connection, in order. Every enumeration is a subscription of its own. It begins when the enumerator is got
    /// (where <c>await foreach</c> begins): it has every event of what is called on this connection after that, and none of what
    /// happened before (the <see cref="ConnectionOpenedEvent"/> is always before). It ends after the
    /// <see cref="ConnectionClosedEvent"/>, which is also all that one begun later has.
    /// </summary>
    /// <remarks>
    /// An enumeration that lags more than <c>dicom-actors.facade.event-buffer</c> events behind fails with
    /// <see cref="EventBufferOverflowException"/> after those it still has.
    /// </remarks>
    IAsyncEnumerable<IAdvancedDicomClientConnectionEvent> Events { get; }

    /// <summary>Requests the association. Cancelling aborts the connection.</summary>
    /// <exception cref="DicomAssociationRejectedException">The peer rejected it.</exception>
    Task<Association> OpenAssociationAsync(AssociationRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends a request and gives its responses one by one as they come: the pending ones, and last the final one. It is sent when the
    /// first is asked for, and again in every enumeration. Leaving the enumeration early cancels the request as a token does, without
    /// waiting for that.
    /// </summary>
    /// <remarks>
    /// Who takes the responses slowly slows the peer down: some 30 are read ahead, then the connection is not read until the next
    /// ones are taken (<see cref="StreamRequest"/> says what that means for the rest of the connection).
    /// </remarks>
    /// <param name="request">The request, of any service.</param>
    /// <param name="options">Timeouts of this request. Null: those of the connection.</param>
    /// <param name="cancellationToken">Cancels the request; so does the one given to the enumeration.</param>
    /// <exception cref="DicomRequestException">It got no final response, and the connection lives on.</exception>
    IAsyncEnumerable<DimseResponse> SendRequestAsync(
        DimseRequest request, SendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>C-ECHO.</summary>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<CEchoResult> EchoAsync(CancellationToken cancellationToken = default);

    /// <summary>C-STORE of one instance.</summary>
    /// <param name="content">The instance.</param>
    /// <param name="options">Timeouts of this request. Null: those of the connection.</param>
    /// <param name="progress">
    /// Reported the bytes sent, at most once per <c>dicom-actors.connection.progress-interval</c>; what it throws, the call throws.
    /// </param>
    /// <param name="cancellationToken">Cancels; a C-STORE under way has the grace time to end by itself.</param>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<CStoreResult> StoreAsync(
        DicomContent content,
        SendOptions? options = null,
        IProgress<TransferProgressEvent>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>C-FIND with all its matches. Large ones are better taken one by one, from <see cref="SendRequestAsync"/>.</summary>
    /// <param name="sopClass">The information model, <see cref="SopClasses"/>.</param>
    /// <param name="identifier">The keys.</param>
    /// <param name="maximumMatches">Cancel after that many matches, 1 or more; null: take all.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<CFindResult> FindAsync(
        Uid sopClass, EncodedDataset identifier, int? maximumMatches = null, CancellationToken cancellationToken = default);

    /// <summary>C-MOVE, until the peer has sent everything to its destination.</summary>
    /// <param name="request">What to move where.</param>
    /// <param name="options">Timeouts of this request. Null: those of the connection.</param>
    /// <param name="progress">Reported the counts of every pending response, the newest if it is slow; what it throws, the call throws.</param>
    /// <param name="cancellationToken">Cancels the retrieval.</param>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<CMoveResult> MoveAsync(
        CMoveRequest request,
        SendOptions? options = null,
        IProgress<SubOperationCounts>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// C-GET. The instances go to <see cref="AdvancedDicomClientConnectionRequestHandlers.OnCStoreRequest"/>, or to the handler
    /// registry; the association must have been asked for with the SCP role for their SOP classes.
    /// </summary>
    /// <param name="request">What to get.</param>
    /// <param name="options">Timeouts of this request. Null: those of the connection.</param>
    /// <param name="progress">Reported the counts of every pending response, the newest if it is slow; what it throws, the call throws.</param>
    /// <param name="cancellationToken">Cancels the retrieval.</param>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<CGetResult> GetAsync(
        CGetRequest request,
        SendOptions? options = null,
        IProgress<SubOperationCounts>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>N-CREATE.</summary>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<NCreateResult> NCreateAsync(NCreateRequest request, SendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>N-SET.</summary>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<NSetResult> NSetAsync(NSetRequest request, SendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>N-GET.</summary>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<NGetResult> NGetAsync(NGetRequest request, SendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>N-ACTION.</summary>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<NActionResult> NActionAsync(NActionRequest request, SendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>N-EVENT-REPORT.</summary>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<NEventReportResult> NEventReportAsync(
        NEventReportRequest request, SendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>N-DELETE.</summary>
    /// <exception cref="DicomRequestException">It got no final response.</exception>
    Task<NDeleteResult> NDeleteAsync(NDeleteRequest request, SendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>What the connection is doing.</summary>
    Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Releases the association once everything sent is answered, and waits for the end of the connection. Cancelling ends the waiting
    /// only.
    /// </summary>
    Task ReleaseAsync(CancellationToken cancellationToken = default);

    /// <summary>Aborts now, and waits for the end of the connection. Cancelling ends the waiting only.</summary>
    Task<ConnectionEnd> AbortAsync(string? cause = null, CancellationToken cancellationToken = default);
}
