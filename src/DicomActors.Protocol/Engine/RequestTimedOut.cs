namespace DicomActors.Protocol.Engine;

/// <summary>No (further) response in time. The peer may still be at work on it.</summary>
/// <param name="After">The time limit that ran out.</param>
public sealed record RequestTimedOut(TimeSpan After) : RequestOutcome;
