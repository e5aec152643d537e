using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Comparison.Measuring;

namespace Comparison.Peers;

/// <summary>
/// The limit of a client: a message, the wait for the answer, again and again; on one connection, or on connections that are opened and
/// closed for a few messages, which are one operation then.
/// </summary>
/// <remarks>port, request, response: bytes; asynchronous=1: awaits its sockets, otherwise blocking threads; messages: so many on each connection (default: all on one); parallel (1).</remarks>
internal sealed class RawPingClient
{
    public const string Verb = "raw-ping-client";

    private readonly IPEndPoint _server;
    private readonly int _request;
    private readonly int _response;
    private readonly long _messages;
    private readonly bool _isAsynchronous;
    private readonly int _parallel;
    private long _left;

    private RawPingClient(PeerArguments arguments)
    {
        _server = new IPEndPoint(IPAddress.Loopback, (int)arguments.Number("port"));
        _request = (int)arguments.Number("request");
        _response = (int)arguments.Number("response");
        _messages = arguments.Number("messages", 0);
        _isAsynchronous = arguments.Number("asynchronous", 0) == 1;
        _parallel = (int)arguments.Number("parallel", 1);
    }

    public static Task RunAsync(PeerArguments arguments) => PeerConsole.ServeAsync(0, new RawPingClient(arguments).PingAsync);

    private async Task<Measurement> PingAsync(long count)
    {
        _left = count;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, _parallel).Select(_ => _isAsynchronous
            ? Task.Run(WorkAsync)
            : Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return new Measurement(count, Stopwatch.GetElapsedTime(start));
    }

    private void Work()
    {
        var (sent, received) = (new byte[_request], new byte[_response]);
        Socket? socket = null;
        while (Interlocked.Decrement(ref _left) >= 0)
        {
            if (socket is null)
            {
                socket = CreateSocket();
                socket.Connect(_server);
            }

            for (var message = 0; message < Math.Max(1, _messages); message++)
            {
                socket.Send(sent);
                Require(RawPing.Receive(socket, received));
            }

            if (_messages > 0)
            {
                socket.Dispose();
                socket = null;
            }
        }

        socket?.Dispose();
    }

    private async Task WorkAsync()
    {
        var (sent, received) = (new byte[_request], new byte[_response]);
        Socket? socket = null;
        while (Interlocked.Decrement(ref _left) >= 0)
        {
            if (socket is null)
            {
                socket = CreateSocket();
                await socket.ConnectAsync(_server);
            }

            for (var message = 0; message < Math.Max(1, _messages); message++)
            {
                await socket.SendAsync(sent);
                Require(await RawPing.ReceiveAsync(socket, received));
            }

            if (_messages > 0)
            {
                socket.Dispose();
                socket = null;
            }
        }

        socket?.Dispose();
    }

    private static Socket CreateSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private static void Require(bool isAnswered)
    {
        if (!isAnswered)
        {
            throw new BenchException("The raw server has closed the connection.");
        }
    }
}
