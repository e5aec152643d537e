namespace DicomActors.Protocol.Transport;

/// <summary>Opens transport connections to one peer. Stateless and safe to share.</summary>
public abstract class TransportConnector
{
    /// <summary>The peer as a person would write it, for messages: host and port.</summary>
    public abstract string Target { get; }

    /// <summary>Connects; the connection is ready for DICOM bytes when this returns.</summary>
    /// <exception cref="TransportException">It failed; <see cref="TransportException.Failure"/> says how.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public abstract ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken);
}
