namespace DicomActors.Clients;

/// <summary>
/// Make a peer known, or change it: what is queued stays, and new associations follow the new settings. Open ones are used on,
/// unless connector, titles, identity, window, handlers or service options changed: then they finish what they were given and
/// are released. Answered with <see cref="PeerConfigured"/>.
/// </summary>
/// <param name="Peer">The peer; one of the same name is replaced.</param>
public sealed record ConfigurePeer(DicomPeer Peer) : IPeerRegistryCommand, IClientCommand;
