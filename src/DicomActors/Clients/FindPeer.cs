namespace DicomActors.Clients;

/// <summary>Ask for one peer. Answered with <see cref="PeerFound"/>.</summary>
/// <param name="Name">The peer's name.</param>
public sealed record FindPeer(string Name) : IPeerRegistryCommand;
