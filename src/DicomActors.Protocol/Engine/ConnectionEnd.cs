using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Engine;

/// <summary>How a connection ended.</summary>
/// <param name="Reason">The first reason there was.</param>
/// <param name="Message">The reason in one line, with what was wrong and where.</param>
/// <param name="Exception">The exception behind it, if any.</param>
/// <param name="Abort">The A-ABORT that was received or sent, if any.</param>
/// <param name="Rejection">The rejection, if there was one.</param>
public sealed record ConnectionEnd(
    ConnectionEndReason Reason,
    string Message,
    Exception? Exception = null,
    AbortIndication? Abort = null,
    AssociationRejection? Rejection = null)
{
    /// <summary>Whether everything went in good order.</summary>
    public bool IsOrderly => Reason is ConnectionEndReason.Released or ConnectionEndReason.IdleTimeout or ConnectionEndReason.LifetimeReached;

    /// <summary>The end reason of a connection whose transport could not be opened.</summary>
    public static ConnectionEndReason ReasonOf(TransportFailure failure) => failure switch
    {
        TransportFailure.Refused => ConnectionEndReason.ConnectionRefused,
        TransportFailure.Unreachable => ConnectionEndReason.HostUnreachable,
        TransportFailure.NameNotFound => ConnectionEndReason.HostNotFound,
        TransportFailure.TimedOut => ConnectionEndReason.ConnectTimeout,
        TransportFailure.TlsHandshakeFailed => ConnectionEndReason.TlsHandshakeFailed,
        TransportFailure.TlsHandshakeTimedOut => ConnectionEndReason.TlsHandshakeTimeout,
        TransportFailure.ProxyFailed => ConnectionEndReason.ProxyFailed,
        TransportFailure.ProxyHeaderInvalid => ConnectionEndReason.ProxyHeaderInvalid,
        TransportFailure.LeftInSilence => ConnectionEndReason.ClosedByPeer,
        _ => ConnectionEndReason.TransportFailure,
    };
}
