using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// Relays one received C-STORE to another association while it arrives, in constant memory, and answers it with what the other
/// side answered. If the other side fails, the request is answered with A700H (out of resources: try again) or 0122H (no context for it there)
/// and the reason as error comment; if this side fails, the other association is aborted, because its message cannot be completed
/// (PS3.7 annex E), unless nothing of it was sent yet.
/// </summary>
public sealed class StoreRelay : IDimseRequestListener
{
    private const int LongestErrorComment = 64;

    private readonly InboundRequest _inbound;
    private readonly RelayContent _content;
    private CancellationTokenRegistration _over;

    private StoreRelay(InboundRequest inbound, RelayContent content)
    {
        _inbound = inbound;
        _content = content;
    }

    /// <summary>
    /// Queues the instance on <paramref name="target"/>. For <see cref="IDicomServiceUser.OpenStoreSinkAsync"/>, which returns the
    /// result; the request is then not to be answered by anyone else.
    /// </summary>
    /// <param name="store">A C-STORE whose data set has not begun to arrive.</param>
    /// <param name="target">The association it goes to, established or about to be.</param>
    /// <param name="options">Options of the request sent.</param>
    /// <exception cref="ArgumentException">The request is not a C-STORE.</exception>
    public static ContentSink Start(InboundRequest store, DicomService target, SendOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(target);
        if (store.Request is not CStoreRequest received)
        {
            throw new ArgumentException($"A {store.Request.Command} cannot be relayed as a C-STORE.", nameof(store));
        }

        var content = new RelayContent(received.SopClassUid, received.SopInstanceUid, store.TransferSyntax);
        var relay = new StoreRelay(store, content);

        // The sink may hear of the end of its association late, or never have been written to.
        relay._over = store.Cancelled.UnsafeRegister(
            static state => ((RelayContent)state!).Abandon("The association the instance is relayed from is over."), content);
        target.Send(received with { Content = content }, relay, options);
        return content.Sink;
    }

    void IDimseRequestListener.OnSent(OutboundRequest request)
    {
    }

    ValueTask IDimseRequestListener.OnPending(OutboundRequest request, DimseResponse response) => ValueTask.CompletedTask;

    void IDimseRequestListener.OnProgress(OutboundRequest request, long bytesSent)
    {
    }

    void IDimseRequestListener.OnEnded(OutboundRequest request, RequestOutcome outcome)
    {
        _over.Unregister();
        var response = AnswerOf(outcome);

        // The answer first: the failing sink would give one of its own, without the reason.
        _inbound.Respond(response);
        _content.Abandon(response.ErrorComment ?? "The transfer the instance is relayed to is over.");
    }

    private static CStoreResponse AnswerOf(RequestOutcome outcome) => outcome switch
    {
        RequestCompleted { Response: CStoreResponse answer } => answer,
        RequestFailed { Reason: RequestFailure.NoPresentationContext } failed => Failure(DimseStatus.SopClassNotSupported, failed.Message),
        RequestFailed failed => Failure(DimseStatus.OutOfResources, failed.Message),
        RequestTimedOut timedOut => Failure(DimseStatus.OutOfResources, $"No answer of the next node within {timedOut.After.TotalSeconds:0.###} s"),
        _ => Failure(DimseStatus.OutOfResources, "The relayed request was cancelled"),
    };

    private static CStoreResponse Failure(DimseStatus status, string comment) =>
        new(status) { ErrorComment = comment.Length <= LongestErrorComment ? comment : comment[..LongestErrorComment] };
}
