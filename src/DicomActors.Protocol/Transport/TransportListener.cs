using System.Net;

namespace DicomActors.Protocol.Transport;

/// <summary>Where connections come in. One accept at a time.</summary>
public abstract class TransportListener : IAsyncDisposable
{
    /// <summary>The bound address with the real port.</summary>
    public abstract IPEndPoint LocalEndPoint { get; }

    /// <summary>Connections that had ended before <see cref="AcceptAsync"/> could hand them out; it skips them.</summary>
    public virtual long GoneBeforeAccepted => 0;

    /// <summary>Waits for the next connection.</summary>
    /// <exception cref="TransportException">None can be accepted just now: wait before the next call, and do call again.</exception>
    /// <exception cref="ObjectDisposedException">The listener was disposed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public abstract ValueTask<TransportConnection> AcceptAsync(CancellationToken cancellationToken);

    /// <summary>Stops listening; accepted connections live on.</summary>
    public abstract ValueTask DisposeAsync();
}
