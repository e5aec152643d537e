namespace DicomActors.Connections;

/// <summary>Ask for all connections alive. Answered with <see cref="ConnectionList"/>.</summary>
public sealed record GetConnections : IConnectionFactoryCommand
{
    /// <summary>The only instance needed.</summary>
    public static GetConnections Instance { get; } = new();
}
