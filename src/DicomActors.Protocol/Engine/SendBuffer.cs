using System.Buffers;
using System.Runtime.CompilerServices;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// The outgoing bytes of one connection, in pooled arrays that are held only while there is something in them. Payload is written
/// behind room left for the PDU and PDV headers. While one array is being written to the transport, content is read into
/// another. Belongs to the send loop.
/// </summary>
internal sealed class SendBuffer(ConnectionCore core)
{
    private const int SmallBuffer = 4096;
    private const int SmallestWorthwhileFragment = 4096;

    private byte[]? _current;
    private byte[]? _written;
    private int _length;
    private bool _isWriting;
    private ValueTask _write;

    public long BytesSent { get; private set; }

    public bool IsEmpty => _length == 0 && !_isWriting;

    private int MaximumFragment => core.Association!.MaximumFragmentLength;

    /// <summary>Whether another fragment is worth starting here, with so much content left.</summary>
    public bool HasRoomForFragment(long? remaining)
    {
        var worthwhile = Math.Min(Math.Min(MaximumFragment, SmallestWorthwhileFragment), remaining + 1 ?? long.MaxValue);
        return _current is not null && _current.Length - _length - PduWriter.DataHeaderLength >= worthwhile;
    }

    /// <summary>Makes the buffer large enough for content of this length, up to the configured size.</summary>
    public void Prepare(long? contentLength)
    {
        var wanted = Math.Min(core.Options.SendBufferSize, (contentLength ?? long.MaxValue - SmallBuffer) + 1024);
        if (_current is null)
        {
            _current = ArrayPool<byte>.Shared.Rent((int)wanted);
        }
        else if (_current.Length - _length < wanted && _current.Length < core.Options.SendBufferSize)
        {
            Grow((int)Math.Min(core.Options.SendBufferSize, _length + wanted));
        }
    }

    /// <summary>Appends encoded PDUs.</summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_current is not null && _current.Length - _length < bytes.Length)
        {
            await FlushAsync().ConfigureAwait(false);
        }

        _current ??= ArrayPool<byte>.Shared.Rent(Math.Max(SmallBuffer, bytes.Length));
        bytes.CopyTo(_current.AsMemory(_length));
        _length += bytes.Length;
    }

    /// <summary>Appends a whole message that is in memory.</summary>
    public ValueTask AppendMessageAsync(in CommandSet set, byte contextId, EncodedDataset? dataset)
    {
        if (dataset is null && TryAppendCommand(set, contextId))
        {
            return ValueTask.CompletedTask;
        }

        return AppendMessageSlowAsync(set, contextId, dataset);
    }

    /// <summary>Appends a command set.</summary>
    public ValueTask AppendCommandAsync(in CommandSet set, byte contextId) =>
        TryAppendCommand(set, contextId)
            ? ValueTask.CompletedTask
            : AppendFragmentsAsync(CommandSetCodec.ToArray(set), contextId, isCommand: true);

    /// <summary>The room for the next fragment's payload, of even length and within the peer's limit.</summary>
    public Memory<byte> GetFragment(long? remaining)
    {
        var start = _length + PduWriter.DataHeaderLength;
        var room = Math.Min(MaximumFragment, (_current!.Length - start) & ~1);
        if (remaining is { } rest && rest < room)
        {
            room = (int)rest + ((int)rest & 1);
        }

        return _current.AsMemory(start, room);
    }

    /// <summary>Puts the headers in front of a payload of <paramref name="length"/> bytes; pads an odd one (only the last can be).</summary>
    public void CommitFragment(byte contextId, int length, bool isLast)
    {
        var payload = length;
        if ((payload & 1) != 0)
        {
            // PS3.8 annex E.2 wants even fragments; PS3.5 A.5 pads a deflated data set, the one that can be odd, with NUL.
            _current![_length + PduWriter.DataHeaderLength + payload] = 0;
            payload++;
        }

        PduWriter.WriteDataHeaders(_current.AsSpan(_length), contextId, command: false, isLast, payload);
        _length += PduWriter.DataHeaderLength + payload;
    }

    /// <summary>Starts to write what there is, and returns with an empty array to fill; waits only for the write before.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAndGoOnAsync()
    {
        await CompleteWriteAsync().ConfigureAwait(false);
        if (_length == 0)
        {
            return;
        }

        var write = StartWrite();
        if (write.IsCompleted)
        {
            await write.ConfigureAwait(false);
            return;
        }

        core.OnWriteWaits();
        _write = write;
        _isWriting = true;
        (_current, _written) = (_written ?? ArrayPool<byte>.Shared.Rent(core.Options.SendBufferSize), _current);
    }

    /// <summary>Writes everything, and gives the arrays back.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask FlushAsync()
    {
        await CompleteWriteAsync().ConfigureAwait(false);
        if (_length > 0)
        {
            var write = StartWrite();
            if (write.IsCompleted)
            {
                await write.ConfigureAwait(false);
            }
            else
            {
                core.OnWriteWaits();
                _write = write;
                _isWriting = true;
                await CompleteWriteAsync().ConfigureAwait(false);
            }
        }

        ReturnArrays();
    }

    /// <summary>Waits for the write that is under way.</summary>
    public ValueTask CompleteWriteAsync() => _isWriting ? CompleteWriteSlowAsync() : ValueTask.CompletedTask;

    /// <summary>Forgets what was not written yet.</summary>
    public void Clear() => _length = 0;

    /// <summary>After a failure: forgets everything.</summary>
    public void Reset()
    {
        _length = 0;
        _isWriting = false;

        // The transport may still hold on to arrays of a failed write: they go to the garbage collector, not to the pool.
        _current = null;
        _written = null;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask CompleteWriteSlowAsync()
    {
        try
        {
            await _write.ConfigureAwait(false);
        }
        finally
        {
            _isWriting = false;
            core.OnWriteDone();
        }
    }

    private ValueTask StartWrite()
    {
        var bytes = _current.AsMemory(0, _length);
        core.Inspector?.OnBytes(TrafficDirection.Sent, core.Options.TimeProvider.GetUtcNow(), bytes.Span);
        BytesSent += _length;
        core.Options.Traffic?.AddSent(_length);
        _length = 0;
        core.OnActivity();
        return core.Transport.WriteAsync(bytes);
    }

    private void ReturnArrays()
    {
        if (_current is not null)
        {
            ArrayPool<byte>.Shared.Return(_current);
            _current = null;
        }

        if (_written is not null)
        {
            ArrayPool<byte>.Shared.Return(_written);
            _written = null;
        }
    }

    private bool TryAppendCommand(in CommandSet set, byte contextId)
    {
        _current ??= ArrayPool<byte>.Shared.Rent(SmallBuffer);
        int written;
        while (!TryEncode(set, out written))
        {
            if (_current.Length >= core.Options.SendBufferSize)
            {
                return false;
            }

            Grow(_current.Length * 2);
        }

        if (written > MaximumFragment)
        {
            return false;
        }

        PduWriter.WriteDataHeaders(_current.AsSpan(_length), contextId, command: true, last: true, written);
        _length += PduWriter.DataHeaderLength + written;
        return true;
    }

    private bool TryEncode(in CommandSet set, out int written)
    {
        written = 0;
        var start = _length + PduWriter.DataHeaderLength;
        return start < _current!.Length && CommandSetCodec.TryEncode(set, _current.AsSpan(start), out written);
    }

    private async ValueTask AppendMessageSlowAsync(CommandSet set, byte contextId, EncodedDataset? dataset)
    {
        Prepare(dataset?.Bytes.Length ?? 0);
        await AppendCommandAsync(set, contextId).ConfigureAwait(false);
        if (dataset is not null)
        {
            await AppendFragmentsAsync(dataset.Bytes, contextId, isCommand: false).ConfigureAwait(false);
        }
    }

    private async ValueTask AppendFragmentsAsync(ReadOnlyMemory<byte> bytes, byte contextId, bool isCommand)
    {
        do
        {
            if (!HasRoomForFragment(bytes.Length))
            {
                await WriteAndGoOnAsync().ConfigureAwait(false);
                Prepare(bytes.Length);
            }

            var fragment = GetFragment(bytes.Length);
            var count = Math.Min(fragment.Length, bytes.Length);
            bytes[..count].CopyTo(fragment);
            bytes = bytes[count..];
            CommitFragment(contextId, count, isLast: bytes.IsEmpty);
            if (isCommand)
            {
                MarkLastFragmentAsCommand(count);
            }
        }
        while (!bytes.IsEmpty);
    }

    // A command set is always of even length, so no padding lies behind it.
    private void MarkLastFragmentAsCommand(int length) => _current![_length - length - 1] |= 1;

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _current.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_current!);
        _current = larger;
    }
}
