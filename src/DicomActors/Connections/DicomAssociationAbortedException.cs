using DicomActors.Protocol.Engine;

namespace DicomActors.Connections;

/// <summary>The association was aborted, PS3.8 9.3.8.</summary>
public sealed class DicomAssociationAbortedException(ConnectionEnd end, Exception? cause = null)
    : DicomConnectionException(end.Message, cause ?? end.Exception)
{
    /// <summary>The end of the connection; <see cref="ConnectionEnd.Abort"/> has source and reason.</summary>
    public ConnectionEnd End { get; } = end;
}
