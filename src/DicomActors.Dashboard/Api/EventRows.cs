namespace DicomActors.Dashboard.Api;

/// <summary>Recent events, oldest first: <c>GET /api/events?after=&amp;limit=</c>.</summary>
/// <param name="Last">The number of the newest event there is: the next call's <c>after</c>. 0 when there was none.</param>
/// <param name="Missed">Events after the given number that are gone already because newer ones took their place.</param>
/// <param name="Rows">The events.</param>
public sealed record EventRows(long Last, long Missed, IReadOnlyList<EventRow> Rows);
