using System.Net;
using DicomActors.Protocol.Transport;

namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>Knows whether somebody closed it.</summary>
internal sealed class TrackedTransport(TransportConnection transport) : TransportConnection
{
    private volatile bool _isClosed;

    public bool IsClosed => _isClosed;

    public override EndPoint? LocalEndPoint => transport.LocalEndPoint;

    public override EndPoint? RemoteEndPoint => transport.RemoteEndPoint;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        transport.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        transport.WriteAsync(buffer, cancellationToken);

    public override void Abort()
    {
        _isClosed = true;
        transport.Abort();
    }

    public override ValueTask DisposeAsync()
    {
        _isClosed = true;
        return transport.DisposeAsync();
    }
}
