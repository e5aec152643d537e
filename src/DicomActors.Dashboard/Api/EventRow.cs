namespace DicomActors.Dashboard.Api;

/// <summary>One event. Holds AE titles, commands, SOP class names and status codes, nothing that identifies a patient.</summary>
/// <param name="Number">Running number, from 1.</param>
/// <param name="Time">When it happened, in UTC.</param>
/// <param name="Kind">What it is about: <c>association</c>, <c>request</c>, <c>peer</c>, <c>listener</c> or <c>node</c>.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="ConnectionId">The connection it happened on; null if it concerns none.</param>
/// <param name="Peer">The peer's AE title, the name of a configured peer, or its address; null if unknown.</param>
/// <param name="Text">What happened, in one line.</param>
public sealed record EventRow(long Number, DateTimeOffset Time, string Kind, string Severity, long? ConnectionId, string? Peer, string Text);
