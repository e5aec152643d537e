using System.Net;
using System.Net.Sockets;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Node.Capturing;

/// <summary>
/// Passes what comes on a listening socket on to a peer and back, each connection by one of its own, and shows an inspector every byte.
/// Memory: two buffers for each connection, of which there are only so many at once.
/// </summary>
/// <param name="listener">Bound and listening.</param>
/// <param name="peer">Where everything goes.</param>
/// <param name="inspector">Sees the bytes: sent is what goes to the peer.</param>
/// <param name="lines">Told what happens.</param>
internal sealed class CaptureRelay(Socket listener, EndPoint peer, DicomInspector inspector, CaptureLines lines)
{
    private readonly Lock _lock = new();
    private RelayTotals _totals;

    /// <summary>The most connections at once; the next is accepted when one has ended.</summary>
    public required int MaximumConnections { get; init; }

    /// <summary>Longest wait for the connection to the peer.</summary>
    public required TimeSpan ConnectTimeout { get; init; }

    /// <summary>What was passed on by connections that have ended.</summary>
    public RelayTotals Totals
    {
        get
        {
            lock (_lock)
            {
                return _totals;
            }
        }
    }

    /// <summary>Relays until the user ends it; then cuts what stands.</summary>
    public async Task RunAsync(CancellationToken interrupted)
    {
        using var places = new SemaphoreSlim(MaximumConnections);
        var running = new HashSet<Task>();
        try
        {
            for (var number = 1; ; number++)
            {
                await places.WaitAsync(interrupted);
                var caller = await listener.AcceptAsync(interrupted);
                running.RemoveWhere(static one => one.IsCompletedSuccessfully);
                running.Add(RelayAsync(number, caller, places, interrupted));
            }
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            // The user has seen enough.
        }

        await Task.WhenAll(running);
    }

    private async Task RelayAsync(int number, Socket caller, SemaphoreSlim places, CancellationToken interrupted)
    {
        using (caller)
        {
            var watched = inspector.ForConnection(AssociationRole.Requestor);
            lines.Opened(number, caller.RemoteEndPoint);
            using var called = await ConnectAsync(number, interrupted);
            var totals = new RelayTotals(1, 0, 0);
            if (called is not null)
            {
                caller.NoDelay = called.NoDelay = true;
                using var over = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
                var there = CopyAsync(caller, called, TrafficDirection.Sent, watched, over);
                var back = CopyAsync(called, caller, TrafficDirection.Received, watched, over);
                totals = new RelayTotals(1, await there, await back);
                lines.Closed(number, totals);
            }

            lock (_lock)
            {
                _totals += totals;
            }
        }

        places.Release();
    }

    private async Task<Socket?> ConnectAsync(int number, CancellationToken interrupted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        patience.CancelAfter(ConnectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(peer, patience.Token);
            return socket;
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            if (!interrupted.IsCancellationRequested)
            {
                lines.Failed(number, problem is SocketException ? problem.Message : "no connection in time (--connect-timeout).");
            }

            return null;
        }
    }

    /// <summary>Copies one direction until its end, which is passed on too; a broken connection ends both.</summary>
    /// <returns>Bytes passed on.</returns>
    private static async Task<long> CopyAsync(
        Socket from, Socket to, TrafficDirection direction, DicomInspector watched, CancellationTokenSource over)
    {
        var buffer = new byte[64 << 10];
        var passed = 0L;
        try
        {
            while (await from.ReceiveAsync(buffer, SocketFlags.None, over.Token) is > 0 and var count)
            {
                // Before it is passed on: what one side answers stands in the record behind what it answers.
                watched.OnBytes(direction, DateTimeOffset.UtcNow, buffer.AsSpan(0, count));
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None, over.Token);
                }

                passed += count;
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException)
        {
            // A reset is passed on as one: the other side learns that this one did not end in good order.
            from.LingerState = to.LingerState = new LingerOption(true, 0);
            await over.CancelAsync();
        }

        return passed;
    }
}
