using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Comparison.Measuring;

namespace Comparison.Peers;

/// <summary>
/// The limit of a client: a message, the wait for the answer, again and again; on one connection, or each on a connection of its own that
/// is opened for it and closed after it.
/// </summary>
/// <remarks>port, request, response: bytes; asynchronous=1: awaits its sockets, otherwise blocking threads; connects=1: a connection per message; parallel (1).</remarks>
internal sealed class RawPingClient
{
    public const string Verb = "raw-ping-client";

    private readonly IPEndPoint _server;
    private readonly int _request;
    private readonly int _response;
    private readonly bool _connects;
    private readonly bool _isAsynchronous;
    private readonly int _parallel;
    private long _left;

    private RawPingClient(PeerArguments arguments)
    {
        _server = new IPEndPoint(IPAddress.Loopback, (int)arguments.Number("port"));
        _request = (int)arguments.Number("request");
        _response = (int)arguments.Number("response");
        _connects = arguments.Number("connects", 0) == 1;
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

            socket.Send(sent);
            Require(RawPing.Receive(socket, received));
            if (_connects)
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

            await socket.SendAsync(sent);
            Require(await RawPing.ReceiveAsync(socket, received));
            if (_connects)
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
