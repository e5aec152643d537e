using System.Buffers.Binary;
using System.Net;
using System.Threading.Tasks.Sources;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;

namespace Micro.Engine;

/// <summary>
/// The engine's end of a connection without a network or a peer's thread: what is pushed is read, on the thread that pushes. Allocates
/// nothing, so that what is measured is the engine's.
/// </summary>
internal abstract class PushedTransport : TransportConnection, IValueTaskSource<int>
{
    private readonly Lock _lock = new();
    private ManualResetValueTaskSourceCore<int> _read;
    private ReadOnlyMemory<byte> _unread;
    private Memory<byte> _waiting;
    private bool _isWaiting;
    private bool _isClosed;

    public override EndPoint? LocalEndPoint => null;

    public override EndPoint? RemoteEndPoint => null;

    /// <summary>Gives the engine bytes. Everything pushed before was read.</summary>
    public void Push(ReadOnlyMemory<byte> bytes)
    {
        int count;
        lock (_lock)
        {
            _unread = bytes;
            if (!_isWaiting)
            {
                return;
            }

            _isWaiting = false;
            count = Take(_waiting);
        }

        _read.SetResult(count);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_unread.IsEmpty || _isClosed)
            {
                return new ValueTask<int>(Take(buffer));
            }

            _read.Reset();
            _waiting = buffer;
            _isWaiting = true;
            return new ValueTask<int>(this, _read.Version);
        }
    }

    /// <summary>Tells of each PDU in it. The engine writes whole ones, with one PDV in each P-DATA-TF.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        for (var rest = buffer.Span; !rest.IsEmpty;)
        {
            var length = Pdu.HeaderLength + (int)BinaryPrimitives.ReadUInt32BigEndian(rest[2..]);
            OnWritten(rest[..length]);
            rest = rest[length..];
        }

        return ValueTask.CompletedTask;
    }

    public override void Abort()
    {
        lock (_lock)
        {
            _isClosed = true;
            if (!_isWaiting)
            {
                return;
            }

            _isWaiting = false;
        }

        _read.SetResult(0);
    }

    public override ValueTask DisposeAsync()
    {
        Abort();
        return ValueTask.CompletedTask;
    }

    public int GetResult(short token) => _read.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _read.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    protected abstract void OnWritten(ReadOnlySpan<byte> pdu);

    private int Take(Memory<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }
}
