namespace DicomActors.Outbox;

/// <summary>Ask what is in the outbox. Answered with <see cref="Backlog"/>.</summary>
public sealed record GetBacklog : IOutboxCommand
{
    /// <summary>The only instance needed.</summary>
    public static GetBacklog Instance { get; } = new();
}
