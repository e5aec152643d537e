using System.Net;
using System.Net.Sockets;

namespace DicomActors.Protocol.Transport;

/// <summary>A connection over a TCP socket.</summary>
internal class SocketTransportConnection : StreamTransportConnection
{
    private static readonly LingerOption ResetOnClose = new(enable: true, seconds: 0);
    private readonly Socket _socket;

    public SocketTransportConnection(Socket socket)
        : base(new PatientNetworkStream(socket), Unmapped(socket.LocalEndPoint), Unmapped(socket.RemoteEndPoint))
    {
        _socket = socket;
    }

    public override void Abort()
    {
        try
        {
            _socket.LingerState = ResetOnClose;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Already closed or already reset by the peer: there is nothing left to reset.
        }

        _socket.Dispose();
    }

    // A dual-mode socket shows an IPv4 peer as ::ffff:a.b.c.d; access rules and logs mean a.b.c.d.
    private static EndPoint? Unmapped(EndPoint? endPoint) =>
        endPoint is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped ? new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port) : endPoint;
}
