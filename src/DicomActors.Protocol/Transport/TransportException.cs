using System.Net.Sockets;

namespace DicomActors.Protocol.Transport;

/// <summary>A transport failure with its kind; the message names the peer and what happened in one line.</summary>
public sealed class TransportException : IOException
{
    /// <summary>Creates the exception.</summary>
    public TransportException(TransportFailure failure, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
    }

    /// <summary>The kind of failure.</summary>
    public TransportFailure Failure { get; }

    internal static TransportFailure Classify(Exception exception) => exception switch
    {
        TransportException transport => transport.Failure,
        SocketException socket => Classify(socket.SocketErrorCode),
        _ when exception.InnerException is { } inner => Classify(inner),
        _ => TransportFailure.Other,
    };

    private static TransportFailure Classify(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => TransportFailure.Refused,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown
            => TransportFailure.Unreachable,
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery
            => TransportFailure.NameNotFound,
        SocketError.TimedOut => TransportFailure.TimedOut,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => TransportFailure.Reset,
        SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable or SocketError.AccessDenied
            => TransportFailure.AddressUnavailable,
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable => TransportFailure.ResourcesExhausted,
        _ => TransportFailure.Other,
    };
}
