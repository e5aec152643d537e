using System.Net;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>A connection whose writes fail from the second on, while its reads go on waiting.</summary>
internal sealed class OneWayBrokenConnection(TransportConnection inner) : TransportConnection
{
    private int _writes;

    public override EndPoint? LocalEndPoint => inner.LocalEndPoint;

    public override EndPoint? RemoteEndPoint => inner.RemoteEndPoint;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref _writes) == 1 ? inner.WriteAsync(buffer, cancellationToken) : throw new IOException("the wire is cut");

    public override void Abort() => inner.Abort();

    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
