using System.Net;
using System.Net.Security;

namespace DicomActors.Protocol.Transport;

/// <summary>A connection under TLS. Reads wait with an empty buffer, so that the TLS layer holds none for an idle association.</summary>
internal sealed class SecuredTransportConnection(TransportConnection plain, SslStream stream) : TransportConnection
{
    public override EndPoint? LocalEndPoint => plain.LocalEndPoint;

    public override EndPoint? RemoteEndPoint => plain.RemoteEndPoint;

    public override TransportSecurity? Security { get; } = TlsTrust.Describe(stream);

    public override bool PrefersZeroByteReads => true;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        stream.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        stream.WriteAsync(buffer, cancellationToken);

    public override void Abort() => plain.Abort();

    public override async ValueTask DisposeAsync()
    {
        // No close_notify: the peer that got our last PDU knows that it is the last, and writing here could block.
        await plain.DisposeAsync().ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
    }
}
