namespace DicomActors.Connections;

/// <summary>Ask what a connection is doing. Answered with <see cref="ConnectionStatus"/> in every state.</summary>
public sealed record GetConnectionStatus : IConnectionCommand
{
    /// <summary>The only instance needed.</summary>
    public static GetConnectionStatus Instance { get; } = new();
}
