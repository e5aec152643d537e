namespace DicomActors.Connections;

/// <summary>No connection is left.</summary>
/// <param name="Connections">How many there were when draining began.</param>
/// <param name="Aborted">How many of them had to be aborted after the grace period.</param>
public sealed record Drained(int Connections, int Aborted);
