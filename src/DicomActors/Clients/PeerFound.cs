namespace DicomActors.Clients;

/// <summary>The answer to <see cref="FindPeer"/>.</summary>
/// <param name="Name">The name asked for.</param>
/// <param name="Entry">The peer; null: nobody knows it.</param>
public sealed record PeerFound(string Name, PeerEntry? Entry);
