using System.Globalization;
using System.Text.Json;
using DicomActors.Clients;
using DicomActors.Events;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Dashboard.Recording;

/// <summary>Events in words. Only what cannot identify a patient: no message of an exception, no comment of a peer, no file name.</summary>
internal static class EventText
{
    public static string Side(bool byPeer) => byPeer ? "the peer" : "us";

    public static EventSeverity SeverityOf(CircuitState circuit) => circuit switch
    {
        CircuitState.Open => EventSeverity.Error,
        CircuitState.HalfOpen => EventSeverity.Warning,
        _ => EventSeverity.Info,
    };

    public static string Contexts(Association association) => string.Create(
        CultureInfo.InvariantCulture,
        $"{association.AcceptedContexts.Count()} of {association.NegotiatedContexts.Count} presentation contexts");

    public static string Describe(DicomAbortedEvent aborted) => aborted.Source == AbortSource.ServiceProvider
        ? $"Association aborted by {Side(aborted.Abort.ByPeer)}: {Words(aborted.Reason.ToString())}"
        : $"Association aborted by {Side(aborted.Abort.ByPeer)}";

    /// <summary>What the end of a connection adds to the events of its association; null if that is nothing.</summary>
    public static (EventSeverity Severity, string Text)? Describe(ConnectionClosedEvent closed) => closed.End.Reason switch
    {
        ConnectionEndReason.Released or ConnectionEndReason.RejectedByPeer or ConnectionEndReason.RejectedByUs
            or ConnectionEndReason.AbortedByPeer or ConnectionEndReason.AbortedByUs => null,
        // What a load balancer's health check does.
        ConnectionEndReason.ClosedByPeer when closed is { RequestsReceived: 0, RequestsSent: 0, BytesReceived: 0 } => null,
        ConnectionEndReason.IdleTimeout or ConnectionEndReason.LifetimeReached => (EventSeverity.Info, Sentence(closed.End.Reason)),
        ConnectionEndReason.InternalError => (EventSeverity.Error, Sentence(closed.End.Reason)),
        _ => (EventSeverity.Warning, Sentence(closed.End.Reason)),
    };

    /// <summary>As <c>connect timeout</c> for <c>ConnectTimeout</c>.</summary>
    public static string Words(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Replace('_', ' ');

    private static string Sentence(ConnectionEndReason reason) => $"Connection ended: {Words(reason.ToString())}";
}
