namespace DicomActors.Clients;

/// <summary>A client has nothing left and has stopped.</summary>
/// <param name="Peer">Its peer.</param>
/// <param name="Failed">Requests that did not make it within the grace period.</param>
public sealed record PeerDrained(string Peer, int Failed);
