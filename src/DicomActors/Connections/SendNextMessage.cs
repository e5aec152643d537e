namespace DicomActors.Connections;

/// <summary>
/// In manual mode (<c>AutoSend = false</c>), send the next queued request. Without effect in automatic mode or when nothing is
/// queued. Not answered.
/// </summary>
public sealed record SendNextMessage : IConnectionCommand
{
    /// <summary>The only instance needed.</summary>
    public static SendNextMessage Instance { get; } = new();
}
