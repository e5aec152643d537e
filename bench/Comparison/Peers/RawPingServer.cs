using System.Net;
using System.Net.Sockets;

namespace Comparison.Peers;

/// <summary>The limit of a server: answers messages of one size with messages of another, and closes when the client has.</summary>
/// <remarks>request, response: bytes; asynchronous=1: awaits its sockets, as a server of many connections does; otherwise blocking threads.</remarks>
internal static class RawPingServer
{
    public const string Verb = "raw-ping-server";

    private const int Threads = 16;

    public static async Task RunAsync(PeerArguments arguments)
    {
        var (request, response) = ((int)arguments.Number("request"), (int)arguments.Number("response"));
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        if (arguments.Number("asynchronous", 0) == 1)
        {
            _ = AcceptAsync(listener, request, response);
        }
        else
        {
            for (var i = 0; i < Threads; i++)
            {
                new Thread(() => Accept(listener, request, response)) { IsBackground = true }.Start();
            }
        }

        await PeerConsole.ServeAsync(((IPEndPoint)listener.LocalEndPoint!).Port);
    }

    private static void Accept(Socket listener, int request, int response)
    {
        var (received, sent) = (new byte[request], new byte[response]);
        try
        {
            while (true)
            {
                using var socket = listener.Accept();
                socket.NoDelay = true;
                while (RawPing.Receive(socket, received))
                {
                    socket.Send(sent);
                }
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The listener was closed: the server ends.
        }
    }

    private static async Task AcceptAsync(Socket listener, int request, int response)
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await listener.AcceptAsync(), request, response);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The listener was closed: the server ends.
        }
    }

    private static async Task AnswerAsync(Socket socket, int request, int response)
    {
        var (received, sent) = (new byte[request], new byte[response]);
        using (socket)
        {
            socket.NoDelay = true;
            while (await RawPing.ReceiveAsync(socket, received))
            {
                await socket.SendAsync(sent);
            }
        }
    }
}
