namespace DicomActors.Connections;

/// <summary>
/// Close the connection now, whatever it is doing; an association that still stands is aborted. Answered with
/// <see cref="ConnectionClosed"/>. To end an association politely, use <see cref="ReleaseAssociation"/>.
/// </summary>
public sealed record CloseConnection : IConnectionCommand
{
    /// <summary>The only instance needed.</summary>
    public static CloseConnection Instance { get; } = new();
}
