using DicomActors.Protocol.Engine;

namespace DicomActors.Connections;

/// <summary>The end of a connection as an exception.</summary>
internal static class ConnectionEndExtensions
{
    /// <summary>Rejected, aborted, or closed in another way; <paramref name="cause"/> says which call it ended.</summary>
    public static DicomConnectionException ToException(this ConnectionEnd end, Exception? cause = null) => end switch
    {
        { Rejection: { } rejection } => new DicomAssociationRejectedException(rejection, cause),
        { Abort: not null } => new DicomAssociationAbortedException(end, cause),
        _ => new ConnectionClosedException(end, cause),
    };
}
