using System.Threading.Tasks.Sources;

namespace DicomActors.Protocol.Content;

/// <summary>
/// Hands bytes from one writer to one reader without keeping any: a write completes when the reader has taken all of it, so each
/// side waits for the other. Waits allocate nothing.
/// </summary>
internal sealed class RelayPipe
{
    private readonly Lock _lock = new();
    private readonly Signal _taken = new();
    private readonly Signal _offered = new();
    private ReadOnlyMemory<byte> _offer;
    private Memory<byte> _room;
    private Exception? _failure;
    private bool _isEnded;

    /// <summary>Offers bytes; they must stay valid until the returned task completes.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                return ValueTask.FromException(Broken());
            }

            _offer = bytes;
            if (_offered.IsAwaited && !bytes.IsEmpty)
            {
                _offered.Complete(Take(_room));
            }

            return _offer.IsEmpty ? ValueTask.CompletedTask : _taken.WaitWithoutResult();
        }
    }

    /// <summary>Takes the next bytes; 0 at the end.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                return ValueTask.FromException<int>(Broken());
            }

            if (_offer.IsEmpty && !_isEnded)
            {
                _room = buffer;
                return _offered.Wait();
            }

            var count = Take(buffer);
            if (_offer.IsEmpty && _taken.IsAwaited)
            {
                _taken.Complete(0);
            }

            return new(count);
        }
    }

    /// <summary>No more bytes will be written.</summary>
    /// <exception cref="IOException">The reader is gone.</exception>
    public void End()
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                throw Broken();
            }

            _isEnded = true;
            if (_offered.IsAwaited)
            {
                _offered.Complete(0);
            }
        }
    }

    /// <summary>Fails whatever waits on either side, and everything after it. The first failure is the one that counts.</summary>
    public void Fail(string reason, Exception? cause = null)
    {
        lock (_lock)
        {
            if (_failure is not null || _isEnded)
            {
                // After the end there is nobody left to fail: the reader takes what is there.
                return;
            }

            _failure = new IOException(reason, cause);
            if (_taken.IsAwaited)
            {
                _taken.Fail(Broken());
            }

            if (_offered.IsAwaited)
            {
                _offered.Fail(Broken());
            }
        }
    }

    private IOException Broken() => new(_failure!.Message, _failure);

    private int Take(Memory<byte> destination)
    {
        var count = Math.Min(destination.Length, _offer.Length);
        _offer[..count].CopyTo(destination);
        _offer = _offer[count..];
        return count;
    }

    /// <summary>A wait of one side, used again and again.</summary>
    private sealed class Signal : IValueTaskSource<int>, IValueTaskSource
    {
        private ManualResetValueTaskSourceCore<int> _core = new() { RunContinuationsAsynchronously = true };

        public bool IsAwaited { get; private set; }

        public ValueTask<int> Wait()
        {
            IsAwaited = true;
            _core.Reset();
            return new(this, _core.Version);
        }

        public ValueTask WaitWithoutResult()
        {
            IsAwaited = true;
            _core.Reset();
            return new(this, _core.Version);
        }

        public void Complete(int result)
        {
            IsAwaited = false;
            _core.SetResult(result);
        }

        public void Fail(Exception exception)
        {
            IsAwaited = false;
            _core.SetException(exception);
        }

        public int GetResult(short token) => _core.GetResult(token);

        void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);
    }
}
