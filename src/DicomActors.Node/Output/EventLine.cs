using System.Globalization;
using DicomActors.Clients;
using DicomActors.Events;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Output;

/// <summary>Events of the EventStream as a person reads them. Names and UIDs only, never what is in a data set.</summary>
internal static class EventLine
{
    /// <summary>What happened, in a few words.</summary>
    public static string Describe(IAdvancedDicomClientConnectionEvent happened) => SingleLine.Of(happened switch
    {
        ListenerBoundEvent bound => $"listening on {bound.EndPoint}",
        ListenerUnboundEvent unbound => $"no longer listening on {unbound.EndPoint}",
        ConnectionOpenedEvent opened => $"connection opened with {opened.RemoteEndPoint}",
        AssociationRequestedEvent requested => $"association requested by {requested.CallingAETitle} for {requested.CalledAETitle}",
        AssociationEstablishedEvent established => $"association established, {Contexts(established.Association.AcceptedContexts.Count())}",
        DicomAssociationAcceptedEvent accepted => $"association accepted by the peer, {Contexts(accepted.Association.AcceptedContexts.Count())}",
        DicomAssociationRejectedEvent rejected => $"association {rejected.Rejection}",
        DicomAssociationReleasedEvent => "association released",
        DicomAbortedEvent aborted => $"association aborted by {(aborted.Abort.ByPeer ? "the peer" : "us")} ({aborted.Abort.Source}, {aborted.Abort.Reason})",
        RequestReceivedEvent received => $"request received: {Describe(received.Request)}",
        RequestAnsweredEvent answered => $"{answered.Request.Command.ServiceName()} answered: {answered.Status}, {Figures.Time(answered.Elapsed)}",
        RequestSentEvent sent => $"request sent: {Describe(sent.Request)}",
        RequestPendingEvent pending => $"{pending.Request.Command.ServiceName()} pending: {pending.Response.Status}",
        RequestCompletedEvent completed => $"{completed.Request.Command.ServiceName()} completed: {completed.Response.Status}, {Figures.Time(completed.Elapsed)}",
        RequestTimedOutEvent timedOut => $"{timedOut.Request.Command.ServiceName()} timed out after {Figures.Time(timedOut.After)}",
        RequestCancelledEvent cancelled => $"{cancelled.Request.Command.ServiceName()} cancelled",
        RequestFailedEvent failed => $"{failed.Request.Command.ServiceName()} failed: {failed.Message}",
        TransferProgressEvent progress => $"{Figures.Size(progress.BytesSent)} of {Figures.Size(progress.TotalBytes ?? progress.BytesSent)} sent",
        SendQueueEmptyEvent => "send queue empty",
        PeerStateChangedEvent changed => $"{changed.Peer}: circuit {Name(changed.Now)}: {changed.Message}",
        ConnectionClosedEvent closed => $"connection closed: {closed.End.Message}",
        _ => happened.GetType().Name,
    });

    private static string Describe(DimseRequest request) => request is CStoreRequest store
        ? $"{request.Command.ServiceName()} {NameOf(store.SopClassUid)} {store.SopInstanceUid}"
        : request.Command.ServiceName();

    private static string Name(CircuitState circuit) => circuit switch
    {
        CircuitState.Open => "open",
        CircuitState.HalfOpen => "half-open",
        _ => "closed",
    };

    private static string NameOf(Uid uid) => uid.Name ?? uid.Value;

    private static string Contexts(int number) => string.Create(CultureInfo.InvariantCulture, $"{Figures.Count(number, "context")} accepted");
}
