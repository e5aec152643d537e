using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace DicomActors.Protocol.Transport;

/// <summary>
/// A network stream whose zero-byte read completes only when there is something to read or the peer has closed. That of the base class
/// also completes on a stale readiness event of the system; TLS then takes its 32 KiB buffer and waits with it, for as long as the
/// association is idle.
/// </summary>
internal sealed class PatientNetworkStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    private byte[]? _next;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        buffer.IsEmpty ? WaitAsync(cancellationToken) : base.ReadAsync(buffer, cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Socket.ReceiveAsync((_next ??= new byte[1]).AsMemory(), SocketFlags.Peek, cancellationToken).ConfigureAwait(false);
            return 0;
        }
        catch (SocketException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }
}
