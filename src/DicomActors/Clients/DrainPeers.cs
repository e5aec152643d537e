namespace DicomActors.Clients;

/// <summary>
/// Finish what is queued for every peer, and take nothing more: <see cref="DrainPeer"/> for all. Answered with
/// <see cref="PeersDrained"/>. Runs by itself in phase <c>service-unbind</c> of <c>CoordinatedShutdown</c>.
/// </summary>
/// <param name="GracePeriod">How long finishing may take; zero: what is under way only.</param>
public sealed record DrainPeers(TimeSpan GracePeriod) : IPeerRegistryCommand;
