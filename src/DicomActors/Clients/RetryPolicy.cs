using DicomActors.Events;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Clients;

/// <summary>What is tried again. Pure.</summary>
internal static class RetryPolicy
{
    /// <summary>
    /// Whether doing a request twice does no harm: C-ECHO, C-FIND, C-STORE (the same instance again), N-GET. Not so C-MOVE and C-GET,
    /// which would move everything twice, nor the N-services that change something.
    /// </summary>
    public static bool IsRepeatable(DimseRequest request) => request is CEchoRequest or CFindRequest or CStoreRequest or NGetRequest;

    /// <summary>Whether it can be sent twice at all: content that can be read once only cannot.</summary>
    public static bool CanBeRepeated(DimseRequest request) => request is not CStoreRequest { Content.IsRepeatable: false };

    /// <summary>Decides about one request.</summary>
    /// <param name="ending">The terminal event of the attempt.</param>
    /// <param name="repeatable">Whether it may reach the peer twice.</param>
    /// <param name="attempts">Attempts that reached the peer or may have, this one included.</param>
    /// <param name="maximumAttempts">The most there may be.</param>
    public static RetryDecision Decide(RequestEvent ending, bool repeatable, int attempts, int maximumAttempts)
    {
        switch (ending)
        {
            case RequestFailedEvent { MayHaveReachedPeer: false } failed:
                return NeverHelps(failed.Reason) ? RetryDecision.End : RetryDecision.Requeue;
            case RequestFailedEvent failed when !NeverHelps(failed.Reason):
            case RequestTimedOutEvent:
            case RequestCompletedEvent completed when IsTransient(completed.Response.Status):
                return Repeat(repeatable, attempts, maximumAttempts);
            default:
                return RetryDecision.End;
        }
    }

    /// <summary>Decides about a request that may have reached the peer.</summary>
    public static RetryDecision Repeat(bool repeatable, int attempts, int maximumAttempts) =>
        repeatable && attempts < maximumAttempts ? RetryDecision.Retry : RetryDecision.End;

    /// <summary>Whether a connection that ended so before its association stood may come about later.</summary>
    public static bool IsTransient(ConnectionEnd end) => end.Rejection is { } rejection ? rejection.IsTransient : end.Reason switch
    {
        // A wrong certificate, a port that speaks something else, a fault of our own: tomorrow the same.
        ConnectionEndReason.TlsHandshakeFailed or ConnectionEndReason.NotDicom or ConnectionEndReason.ProtocolError
            or ConnectionEndReason.InternalError => false,
        _ => true,
    };

    /// <summary>Whether a failure status says that the peer is out of resources for now: A7xxH (PS3.4 B.2.3) or 0213H (PS3.7 C.5.17).</summary>
    public static bool IsTransient(DimseStatus status) => status.Code is 0x0213 or (>= 0xA700 and <= 0xA7FF and not 0xA702);

    /// <summary>Whether a request that failed so would fail again in the same way: the fault lies in it, or in what the peer supports.</summary>
    public static bool NeverHelps(RequestFailure reason) => reason is
        RequestFailure.InvalidRequest or RequestFailure.ContentUnavailable or RequestFailure.ContentFailed
        or RequestFailure.NoPresentationContext;
}
