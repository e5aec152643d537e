namespace DicomActors.Dashboard.Api;

/// <summary>The peers of the regular client, by name: <c>GET /api/peers</c>.</summary>
/// <param name="Rows">The peers.</param>
public sealed record PeerRows(IReadOnlyList<PeerRow> Rows);
