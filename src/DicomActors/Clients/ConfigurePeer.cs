namespace DicomActors.Clients;

/// <summary>
/// Make a peer known, or change it: what is queued stays, open associations are used up as they are, new ones follow the new
/// settings. Answered with <see cref="PeerConfigured"/>.
/// </summary>
/// <param name="Peer">The peer; one of the same name is replaced.</param>
public sealed record ConfigurePeer(DicomPeer Peer) : IPeerRegistryCommand, IClientCommand;
