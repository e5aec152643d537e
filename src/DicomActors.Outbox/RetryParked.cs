namespace DicomActors.Outbox;

/// <summary>Try everything parked again. Answered with <see cref="Backlog"/>.</summary>
public sealed record RetryParked : IOutboxCommand
{
    /// <summary>The only instance needed.</summary>
    public static RetryParked Instance { get; } = new();
}
