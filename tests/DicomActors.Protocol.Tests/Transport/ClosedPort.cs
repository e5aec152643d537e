using System.Net;
using System.Net.Sockets;

namespace DicomActors.Protocol.Tests.Transport;

/// <summary>A loopback port nothing listens on: bound, but not listening, while the process lives, so that nobody else gets it.</summary>
internal static class ClosedPort
{
    private static readonly Lazy<Socket> Bound = new(() =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    });

    public static int Number => ((IPEndPoint)Bound.Value.LocalEndPoint!).Port;
}
