using System.Globalization;
using Akka.Actor;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;

namespace DicomActors.Connections;

/// <summary>
/// Connects the transport and keeps it until the engine takes it over, so that a connection made in the moment its actor stops
/// is closed and not lost.
/// </summary>
internal sealed class ConnectionAttempt : IDisposable, IAsyncDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly Lock _gate = new();
    private TransportConnection? _transport;
    private bool _isOver;

    public ConnectionAttempt(TimeSpan timeout, TimeProvider time) => _cancellation = new CancellationTokenSource(timeout, time);

    /// <summary>Told to the actor: the transport stands, <see cref="Take"/> it.</summary>
    internal sealed record Succeeded(TransportConnection Transport);

    /// <summary>Told to the actor: there will be no transport.</summary>
    internal sealed record Failed(Exception Exception, bool IsGivenUp)
    {
        public ConnectionEnd ToEnd(string target, TimeSpan timeout) => Exception switch
        {
            OperationCanceledException when IsGivenUp => new ConnectionEnd(
                ConnectionEndReason.Stopped, $"{target}: whoever asked for the connection gave it up."),
            OperationCanceledException => new ConnectionEnd(
                ConnectionEndReason.ConnectTimeout,
                string.Create(CultureInfo.InvariantCulture, $"{target}: no connection within {timeout.TotalSeconds:0.###} s.")),
            TransportException transport => new ConnectionEnd(ConnectionEnd.ReasonOf(transport.Failure), transport.Message, transport),
            _ => new ConnectionEnd(ConnectionEndReason.TransportFailure, $"{target}: {Exception.Message}", Exception),
        };
    }

    /// <summary>Connects and tells <paramref name="connection"/> how it went.</summary>
    public async Task RunAsync(TransportConnector connector, IActorRef connection, CancellationToken givenUp)
    {
        try
        {
            using var either = givenUp.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(_cancellation.Token, givenUp) : null;
            var transport = await connector.ConnectAsync((either ?? _cancellation).Token).ConfigureAwait(false);
            if (await KeepAsync(transport).ConfigureAwait(false))
            {
                connection.Tell(new Succeeded(transport));
            }
        }
#pragma warning disable CA1031 // The end of a task nobody awaits: whatever went wrong is told to the actor.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            connection.Tell(new Failed(exception, givenUp.IsCancellationRequested));
        }
    }

    /// <summary>Hands the transport over; whoever takes it disposes of it.</summary>
    public TransportConnection? Take()
    {
        lock (_gate)
        {
            var transport = _transport;
            _transport = null;
            return transport;
        }
    }

    /// <summary>After the transport was taken: its time limit counts no longer.</summary>
    public void Dispose() => _cancellation.Dispose();

    /// <summary>Cancels connecting; closes the transport if nobody took it.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        await _cancellation.CancelAsync().ConfigureAwait(false);
        if (Take() is { } transport)
        {
            await transport.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> KeepAsync(TransportConnection transport)
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _transport = transport;
                return true;
            }
        }

        await transport.DisposeAsync().ConfigureAwait(false);
        return false;
    }
}
