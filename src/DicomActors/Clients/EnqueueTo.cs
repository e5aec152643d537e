namespace DicomActors.Clients;

/// <summary>
/// <see cref="Enqueue"/> by the name of the peer, told to the <see cref="PeerRegistry"/>. The peer's client answers.
/// </summary>
/// <param name="Peer">The peer's name.</param>
/// <param name="Command">The request.</param>
public sealed record EnqueueTo(string Peer, Enqueue Command) : IPeerRegistryCommand;
