namespace DicomActors.Connections;

/// <summary>
/// Wind down: refuse new connections from now on, release every association as soon as its outstanding requests are
/// answered, abort what is left after the grace period. Answered with <see cref="Drained"/> when no connection is left.
/// </summary>
/// <param name="GracePeriod">How long associations may take to end by themselves; zero aborts at once.</param>
public sealed record Drain(TimeSpan GracePeriod) : IConnectionFactoryCommand;
