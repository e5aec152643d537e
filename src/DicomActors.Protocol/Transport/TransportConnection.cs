using System.Net;

namespace DicomActors.Protocol.Transport;

/// <summary>
/// One byte stream to a peer, as the engine uses it: at most one read and one write at a time, reads and writes concurrent.
/// Implementations report failures as <see cref="TransportException"/> or <see cref="IOException"/>.
/// </summary>
public abstract class TransportConnection : IAsyncDisposable
{
    /// <summary>Our end of the connection, if the transport has addresses.</summary>
    public abstract EndPoint? LocalEndPoint { get; }

    /// <summary>The peer's end of the connection, if the transport has addresses.</summary>
    public abstract EndPoint? RemoteEndPoint { get; }

    /// <summary>What protects the connection; <see langword="null"/> for a plain one, and before <see cref="EstablishAsync"/>.</summary>
    public virtual TransportSecurity? Security => null;

    /// <summary>
    /// True when a pending read holds a buffer inside the transport (TLS does). The engine then waits for data with a
    /// zero-byte read, so that an idle association holds none.
    /// </summary>
    public virtual bool PrefersZeroByteReads => false;

    /// <summary>
    /// Finishes what must happen on an accepted connection before its first DICOM byte (PROXY header, TLS handshake).
    /// Called once by the engine, outside the accept loop. The default has nothing to do.
    /// </summary>
    /// <exception cref="TransportException">The peer did not complete it.</exception>
    public virtual ValueTask EstablishAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>
    /// Reads what has arrived. Returns 0 when the peer has closed its side. With an empty buffer it completes when data
    /// can be read without waiting, or the peer has closed.
    /// </summary>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    /// <summary>Writes the whole buffer.</summary>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default);

    /// <summary>Drops the connection at once, pending reads and writes included; the peer sees a reset. Does not throw.</summary>
    public abstract void Abort();

    /// <summary>Closes the connection: what was written is still delivered.</summary>
    public abstract ValueTask DisposeAsync();
}
