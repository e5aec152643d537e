namespace DicomActors.Clients;

/// <summary>
/// Take no more requests, finish those that are queued, and stop. What is left after the grace period fails. Answered with
/// <see cref="PeerDrained"/>.
/// </summary>
/// <param name="GracePeriod">How long finishing may take; zero: what is under way only.</param>
public sealed record DrainPeer(TimeSpan GracePeriod) : IClientCommand;
