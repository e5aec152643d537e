namespace DicomActors.Dashboard.Api;

/// <summary>One point per second over the last ten minutes: <c>GET /api/plots?after=</c>.</summary>
/// <param name="Last">The number of the newest point: the next call's <c>after</c>.</param>
/// <param name="Points">The points after the given number, oldest first; all without one.</param>
public sealed record PlotSeries(long Last, IReadOnlyList<PlotPoint> Points);
