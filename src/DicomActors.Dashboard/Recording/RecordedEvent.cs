using DicomActors.Dashboard.Api;

namespace DicomActors.Dashboard.Recording;

/// <summary>One event as it is kept: small, and made into text only for who reads it.</summary>
internal readonly record struct RecordedEvent(
    long Number, DateTimeOffset Time, EventKind Kind, EventSeverity Severity, long ConnectionId, string? Peer, RequestFacts Request, string? Text)
{
    public EventRow ToRow() => new(
        Number, Time, Kind.ToString().ToLowerInvariant(), Severity.ToString().ToLowerInvariant(), ConnectionId == 0 ? null : ConnectionId, Peer,
        Text ?? Request.Describe());
}
