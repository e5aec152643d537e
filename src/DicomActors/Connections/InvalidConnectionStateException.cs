namespace DicomActors.Connections;

/// <summary>The command does not fit what the connection is doing: a second association, a request before the first.</summary>
public sealed class InvalidConnectionStateException(ConnectionPhase phase, string message) : DicomConnectionException(message)
{
    /// <summary>What the connection was doing.</summary>
    public ConnectionPhase Phase { get; } = phase;
}
