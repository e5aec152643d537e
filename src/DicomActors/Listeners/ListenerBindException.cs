using System.Net;
using DicomActors.Protocol.Transport;

namespace DicomActors.Listeners;

/// <summary>A listener could not be bound: the port is in use, not allowed, or the address not ours.</summary>
public sealed class ListenerBindException(IPEndPoint endPoint, TransportException cause) : Exception(cause.Message, cause)
{
    /// <summary>Where it should have listened.</summary>
    public IPEndPoint EndPoint { get; } = endPoint;

    /// <summary>Why not, for programs.</summary>
    public TransportFailure Failure { get; } = cause.Failure;
}
