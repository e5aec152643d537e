using System.Net;
using System.Net.Sockets;

namespace Comparison.Peers;

/// <summary>
/// The limit of a receiver: blocking sockets, one thread per connection. Reads instances of a known length into one buffer and acknowledges each
/// with as many bytes as a C-STORE response takes.
/// </summary>
/// <remarks>length: bytes of an instance.</remarks>
internal static class RawStreamServer
{
    public const string Verb = "raw-stream-server";

    /// <summary>Bytes of the acknowledgement: what our C-STORE-RSP for a generated instance has on the wire.</summary>
    public const int AcknowledgementLength = 150;

    private const int ReadLength = 256 << 10;

    public static async Task RunAsync(PeerArguments arguments)
    {
        var length = arguments.Number("length");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(16);
        _ = AcceptAsync(listener, length);
        await PeerConsole.ServeAsync(((IPEndPoint)listener.LocalEndPoint!).Port);
    }

    private static async Task AcceptAsync(Socket listener, long length)
    {
        while (true)
        {
            var socket = await listener.AcceptAsync();
            new Thread(() => Serve(socket, length)) { IsBackground = true }.Start();
        }
    }

    private static void Serve(Socket socket, long length)
    {
        socket.NoDelay = true;
        var buffer = new byte[ReadLength];
        var acknowledgement = new byte[AcknowledgementLength];
        using (socket)
        {
            while (true)
            {
                for (var left = length; left > 0;)
                {
                    var count = socket.Receive(buffer, 0, (int)Math.Min(buffer.Length, left), SocketFlags.None);
                    if (count == 0)
                    {
                        return;
                    }

                    left -= count;
                }

                socket.Send(acknowledgement);
            }
        }
    }
}
