namespace DicomActors.Clients;

/// <summary>No client has anything left.</summary>
/// <param name="Failed">Requests that did not make it within the grace period.</param>
public sealed record PeersDrained(int Failed);
