namespace Akka.Actor;

/// <summary>A cancellation whose delays run on a scheduler.</summary>
public class Cancelable : ICancelable, IDisposable
{
    private readonly IActionScheduler _scheduler;
    private CancellationTokenSource? _source;
    private volatile bool _cancelled;

    public Cancelable(IScheduler scheduler)
        : this(scheduler.Advanced)
    {
    }

    public Cancelable(IActionScheduler scheduler) => _scheduler = scheduler;

    public Cancelable(IScheduler scheduler, TimeSpan delay)
        : this(scheduler.Advanced, delay)
    {
    }

    public Cancelable(IScheduler scheduler, int millisecondsDelay)
        : this(scheduler, TimeSpan.FromMilliseconds(millisecondsDelay))
    {
    }

    public Cancelable(IActionScheduler scheduler, TimeSpan delay)
        : this(scheduler) => CancelAfter(delay);

    public bool IsCancellationRequested => _cancelled;

    public bool IsDisposed { get; private set; }

    /// <summary>Made when first asked for: most timers are cancelled without anyone needing it.</summary>
    public CancellationToken Token
    {
        get
        {
            var source = _source ?? Interlocked.CompareExchange(ref _source, new CancellationTokenSource(), null) ?? _source;
            if (_cancelled)
            {
                source.Cancel();
            }

            return source.Token;
        }
    }

    public static ICancelable CreateCanceled()
    {
        var cancelable = new Cancelable((IActionScheduler)null!);
        cancelable.Cancel();
        return cancelable;
    }

    public void Cancel() => Cancel(throwOnFirstException: false);

    public void Cancel(bool throwOnFirstException)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        _cancelled = true;
        Interlocked.MemoryBarrier();
        _source?.Cancel(throwOnFirstException);
    }

    public void CancelAfter(TimeSpan delay) => _scheduler.ScheduleOnce(delay, Cancel, this);

    public void CancelAfter(int millisecondsDelay) => CancelAfter(TimeSpan.FromMilliseconds(millisecondsDelay));

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !IsDisposed)
        {
            IsDisposed = true;
            _source?.Dispose();
        }
    }
}
