namespace DicomActors.Clients;

/// <summary>Ask for all peers. Answered with <see cref="PeerList"/>.</summary>
public sealed record GetPeers : IPeerRegistryCommand
{
    /// <summary>The only instance needed.</summary>
    public static GetPeers Instance { get; } = new();
}
