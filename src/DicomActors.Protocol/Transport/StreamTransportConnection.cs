using System.Net;

namespace DicomActors.Protocol.Transport;

/// <summary>A connection over any duplex stream that reads and writes independently.</summary>
public class StreamTransportConnection : TransportConnection
{
    private Stream _stream;

    /// <summary>Takes ownership of the stream.</summary>
    public StreamTransportConnection(Stream stream, EndPoint? localEndPoint, EndPoint? remoteEndPoint)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        LocalEndPoint = localEndPoint;
        RemoteEndPoint = remoteEndPoint;
    }

    /// <inheritdoc />
    public override EndPoint? LocalEndPoint { get; }

    /// <inheritdoc />
    public override EndPoint? RemoteEndPoint { get; }

    /// <summary>The stream in use.</summary>
    protected Stream Stream => _stream;

    /// <inheritdoc />
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _stream.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _stream.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc />
    public override void Abort() => _stream.Dispose();

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts a layer (TLS) over the stream.</summary>
    protected void Replace(Stream stream) => _stream = stream;
}
