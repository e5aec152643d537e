namespace DicomActors.Protocol.Engine;

/// <summary>
/// All time limits of one connection behind one timer. What changes with every message is a field write: the timer is moved
/// for an earlier limit only, and a tick that finds nothing expired re-arms it for the nearest one.
/// Every member is called with the connection's gate held.
/// </summary>
internal sealed class ConnectionDeadlines : IDisposable
{
    private const int KindCount = (int)DeadlineKind.Lifetime + 1;
    private const long Off = long.MaxValue;

    private readonly TimeProvider _time;
    private readonly Action _onTick;
    private readonly long[] _due = new long[KindCount];
    private ITimer? _timer;
    private long _armedFor = Off;
    private bool _disposed;

    public ConnectionDeadlines(TimeProvider time, Action onTick)
    {
        _time = time;
        _onTick = onTick;
        Array.Fill(_due, Off);
    }

    /// <summary>The moment <paramref name="timeout"/> from now; never for an infinite one.</summary>
    public long After(TimeSpan timeout) => After(_time.GetTimestamp(), timeout);

    /// <summary>The moment <paramref name="timeout"/> after <paramref name="start"/>; never for an infinite one.</summary>
    public long After(long start, TimeSpan timeout) =>
        timeout == Timeout.InfiniteTimeSpan
            ? Off
            : start + (long)(timeout.Ticks * ((double)_time.TimestampFrequency / TimeSpan.TicksPerSecond));

    public void Start(DeadlineKind kind, TimeSpan timeout) => Set(kind, After(timeout));

    public void Set(DeadlineKind kind, long due)
    {
        _due[(int)kind] = due;
        if (due < _armedFor)
        {
            Arm(due);
        }
    }

    /// <summary>Brings a limit forward; leaves an earlier one alone.</summary>
    public void SetIfEarlier(DeadlineKind kind, long due)
    {
        if (due < _due[(int)kind])
        {
            Set(kind, due);
        }
    }

    public void Stop(DeadlineKind kind)
    {
        var due = _due[(int)kind];
        _due[(int)kind] = Off;

        // The limits of single reads and writes come and go with every buffer: for them the timer is left to tick for nothing.
        if (due != Off && due == _armedFor && kind is not (DeadlineKind.Send or DeadlineKind.Receive))
        {
            Rearm();
        }
    }

    public bool IsRunning(DeadlineKind kind) => _due[(int)kind] != Off;

    /// <summary>Takes a limit that has passed, in order of kind.</summary>
    public bool TryTakeExpired(out DeadlineKind kind)
    {
        var now = _time.GetTimestamp();
        for (var i = 0; i < KindCount; i++)
        {
            if (_due[i] <= now)
            {
                _due[i] = Off;
                kind = (DeadlineKind)i;
                return true;
            }
        }

        kind = default;
        return false;
    }

    /// <summary>Arms the timer for the nearest limit, after a tick.</summary>
    public void Rearm()
    {
        _armedFor = Off;
        var nearest = Off;
        foreach (var due in _due)
        {
            nearest = Math.Min(nearest, due);
        }

        if (nearest != Off)
        {
            Arm(nearest);
        }
        else if (!_disposed)
        {
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _timer?.Dispose();
    }

    private void Arm(long due)
    {
        if (_disposed)
        {
            return;
        }

        _armedFor = due;
        var ticks = Math.Max(0, due - _time.GetTimestamp()) * ((double)TimeSpan.TicksPerSecond / _time.TimestampFrequency);

        // Timers count whole milliseconds: round up, or the tick comes too early and has to be repeated.
        var delay = TimeSpan.FromMilliseconds(Math.Ceiling(ticks / TimeSpan.TicksPerMillisecond));
        _timer ??= _time.CreateTimer(static state => ((Action)state!)(), _onTick, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(delay, Timeout.InfiniteTimeSpan);
    }
}
