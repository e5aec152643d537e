using System.Net;
using Akka.Actor;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;

namespace DicomActors.Connections;

/// <summary>
/// A connected transport nobody uses yet. One read is kept pending, so that the peer's leaving is noticed at once; the engine's
/// first read takes it over with whatever it brought, so that nothing is cancelled and nothing lost.
/// </summary>
internal sealed class WatchedTransport(TransportConnection transport) : TransportConnection
{
    // Nobody speaks before our A-ASSOCIATE-RQ; what comes all the same is for the engine to judge. Long enough for most answers to it.
    private byte[]? _early = new byte[512];
    private Task<int>? _first;
    private int _taken;
    private volatile bool _isInUse;

    /// <summary>Told to the actor: the peer closed, or lost, the connection while nobody used it.</summary>
    internal sealed record PeerLeft(Exception? Exception)
    {
        public ConnectionEnd ToEnd() => Exception is null
            ? new ConnectionEnd(ConnectionEndReason.ClosedByPeer, "The peer closed the connection before an association was asked for.")
            : new ConnectionEnd(ConnectionEndReason.TransportFailure, Exception.Message, Exception);
    }

    public override EndPoint? LocalEndPoint => transport.LocalEndPoint;

    public override EndPoint? RemoteEndPoint => transport.RemoteEndPoint;

    public override TransportSecurity? Security => transport.Security;

    public override bool PrefersZeroByteReads => transport.PrefersZeroByteReads;

    /// <summary>Tells <paramref name="connection"/> when the peer leaves before the first read.</summary>
    public async Task WatchAsync(IActorRef connection)
    {
        _first = transport.ReadAsync(_early).AsTask();
        try
        {
            if (await _first.ConfigureAwait(false) == 0)
            {
                Tell(connection, null);
            }
        }
#pragma warning disable CA1031 // The end of a task nobody awaits: whatever went wrong is told to the actor.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Tell(connection, exception);
        }
    }

    /// <summary>From now on the engine uses it, and notices itself.</summary>
    public TransportConnection Use()
    {
        _isInUse = true;
        return this;
    }

    public override ValueTask EstablishAsync(CancellationToken cancellationToken) => transport.EstablishAsync(cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _first is null ? transport.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(_first, buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        transport.WriteAsync(buffer, cancellationToken);

    public override void Abort()
    {
        _isInUse = true;
        transport.Abort();
    }

    public override ValueTask DisposeAsync()
    {
        _isInUse = true;
        GC.SuppressFinalize(this);
        return transport.DisposeAsync();
    }

    private async ValueTask<int> ReadFirstAsync(Task<int> first, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await first.WaitAsync(cancellationToken).ConfigureAwait(false);
        var count = Math.Min(buffer.Length, read - _taken);
        _early.AsMemory(_taken, count).CopyTo(buffer);
        _taken += count;
        if (_taken == read && read > 0)
        {
            _first = null;
            _early = null;
        }

        return count;
    }

    private void Tell(IActorRef connection, Exception? exception)
    {
        if (!_isInUse)
        {
            connection.Tell(new PeerLeft(exception), ActorRefs.NoSender);
        }
    }
}
