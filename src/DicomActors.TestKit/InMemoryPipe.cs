namespace DicomActors.TestKit;

/// <summary>One direction of an <see cref="InMemoryTransport"/>: a bounded queue of bytes that can be closed or reset from either end.</summary>
internal sealed class InMemoryPipe(int capacity)
{
    private readonly Lock _lock = new();
    private readonly byte[] _ring = new byte[capacity];
    private int _start;
    private int _count;
    private bool _isClosed;
    private Exception? _failure;
    private TaskCompletionSource _changed = NewSource();

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_failure is not null)
                {
                    throw new IOException(_failure.Message, _failure);
                }

                if (_count > 0)
                {
                    return Take(buffer.Span);
                }

                if (_isClosed)
                {
                    return 0;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_failure is not null || _isClosed)
                {
                    throw new IOException("The connection is closed.", _failure);
                }

                buffer = buffer[Put(buffer.Span)..];
                if (buffer.IsEmpty)
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>No more bytes; what is in the pipe can still be read.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Signal();
        }
    }

    /// <summary>Breaks the pipe: pending and later reads and writes fail.</summary>
    public void Fail(Exception failure)
    {
        lock (_lock)
        {
            _failure ??= failure;
            Signal();
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int Take(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, _count);
        var first = Math.Min(count, _ring.Length - _start);
        _ring.AsSpan(_start, first).CopyTo(destination);
        _ring.AsSpan(0, count - first).CopyTo(destination[first..]);
        _start = (_start + count) % _ring.Length;
        _count -= count;
        if (count > 0)
        {
            Signal();
        }

        return count;
    }

    private int Put(ReadOnlySpan<byte> source)
    {
        var count = Math.Min(source.Length, _ring.Length - _count);
        var end = (_start + _count) % _ring.Length;
        var first = Math.Min(count, _ring.Length - end);
        source[..first].CopyTo(_ring.AsSpan(end));
        source[first..count].CopyTo(_ring);
        _count += count;
        if (count > 0)
        {
            Signal();
        }

        return count;
    }

    private void Signal()
    {
        var changed = _changed;
        _changed = NewSource();
        changed.SetResult();
    }
}
