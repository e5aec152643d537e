namespace DicomActors.Dashboard.Api;

/// <summary>A page of the connections alive, newest first: <c>GET /api/connections?limit=&amp;offset=&amp;peer=</c>.</summary>
/// <param name="Total">Connections alive.</param>
/// <param name="Matching">Those of them that the filter picks; all, without one.</param>
/// <param name="Offset">How many of those come before this page.</param>
/// <param name="Rows">The page.</param>
public sealed record ConnectionRows(int Total, int Matching, int Offset, IReadOnlyList<ConnectionRow> Rows);
