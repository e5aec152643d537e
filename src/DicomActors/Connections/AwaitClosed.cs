namespace DicomActors.Connections;

/// <summary>
/// Be told when the connection is over, however it ends. Answered with <see cref="ConnectionClosed"/>, once, after all its other
/// answers; a connection that is gone already does not answer: use DeathWatch as well.
/// </summary>
public sealed record AwaitClosed : IConnectionCommand
{
    /// <summary>The only instance needed.</summary>
    public static AwaitClosed Instance { get; } = new();
}
