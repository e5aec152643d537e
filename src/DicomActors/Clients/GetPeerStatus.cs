namespace DicomActors.Clients;

/// <summary>Ask what a peer's client is doing. Answered with <see cref="PeerStatus"/>.</summary>
public sealed record GetPeerStatus : IClientCommand
{
    /// <summary>The only instance needed.</summary>
    public static GetPeerStatus Instance { get; } = new();
}
