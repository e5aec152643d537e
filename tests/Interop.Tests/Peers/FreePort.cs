using System.Net;
using System.Net.Sockets;

namespace DicomActors.Interop.Tests.Peers;

/// <summary>Ports for programs that cannot choose one themselves and tell it.</summary>
internal static class FreePort
{
    /// <summary>A port on loopback that nobody uses at this moment.</summary>
    public static int Next()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
