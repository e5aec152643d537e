using DicomActors.Protocol.Engine;

namespace DicomActors.Connections;

/// <summary>The connection ended before, or instead of, what was asked of it.</summary>
public sealed class ConnectionClosedException(ConnectionEnd end, Exception? cause = null)
    : DicomConnectionException(end.Message, cause ?? end.Exception)
{
    /// <summary>The one reason it ended.</summary>
    public ConnectionEnd End { get; } = end;
}
