namespace DicomActors.Connections;

/// <summary>
/// Wind down: refuse new connections from now on, release every association as soon as its outstanding requests are
/// answered, abort what is left after the grace period. Answered with <see cref="Drained"/> when no connection is left.
/// </summary>
/// <remarks>
/// On <c>CoordinatedShutdown</c> the order is: in phase <c>service-unbind</c> the listeners close their ports; in
/// <c>service-requests-done</c> the factory drains, for <c>dicom-actors.connections.drain-grace-period</c>: first the associations
/// we asked for, then, when none of those is left or half the time is over, those we accepted. Each takes no new requests, sends
/// what is queued, answers what it was asked, and is released when nothing is outstanding in either direction; a connection without
/// an association is closed.
/// </remarks>
/// <param name="GracePeriod">How long associations may take to end by themselves; zero aborts at once.</param>
public sealed record Drain(TimeSpan GracePeriod) : IConnectionFactoryCommand;
