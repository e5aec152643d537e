using System.Net;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>A connection that keeps what was written, write by write.</summary>
internal sealed class RecordingConnection(TransportConnection inner) : TransportConnection
{
    public List<byte[]> Writes { get; } = [];

    public override EndPoint? LocalEndPoint => inner.LocalEndPoint;

    public override EndPoint? RemoteEndPoint => inner.RemoteEndPoint;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Writes.Add(buffer.ToArray());
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override void Abort() => inner.Abort();

    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
