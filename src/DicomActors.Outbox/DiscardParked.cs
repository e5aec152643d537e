namespace DicomActors.Outbox;

/// <summary>Forget everything parked; the files stay. Answered with <see cref="Backlog"/>.</summary>
public sealed record DiscardParked : IOutboxCommand
{
    /// <summary>The only instance needed.</summary>
    public static DiscardParked Instance { get; } = new();
}
