using DicomActors.Protocol.Engine;

namespace DicomActors.Connections;

/// <summary>The transport connection could not be made.</summary>
public sealed class ConnectionFailedException(ConnectionEnd end)
    : DicomConnectionException(end.Message, end.Exception)
{
    /// <summary>Why, for programs: refused, unreachable, timed out.</summary>
    public ConnectionEnd End { get; } = end;
}
