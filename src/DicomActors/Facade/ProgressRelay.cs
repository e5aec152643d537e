using System.Threading.Channels;
using Akka.Actor;

namespace DicomActors.Facade;

/// <summary>
/// Reports what an actor is told of progress to an <see cref="IProgress{T}"/>, one at a time and outside of the engine. A slow one
/// gets the newest report only.
/// </summary>
internal sealed class ProgressRelay<T> : ICanTell, IAsyncDisposable
{
    private readonly Channel<T> _reports =
        Channel.CreateBounded<T>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Func<object, T?> _read;
    private readonly Task _reporting;

    private ProgressRelay(IProgress<T> progress, Func<object, T?> read)
    {
        _read = read;
        _reporting = ReportAsync(progress);
    }

    /// <summary>Null if nobody wants reports.</summary>
    public static ProgressRelay<T>? To(IProgress<T>? progress, Func<object, T?> read) => progress is null ? null : new(progress, read);

    public void Tell(object message, IActorRef? sender)
    {
        if (_read(message) is { } report)
        {
            _reports.Writer.TryWrite(report);
        }
    }

    /// <summary>Reports what is left; throws what the <see cref="IProgress{T}"/> threw.</summary>
    public async ValueTask DisposeAsync()
    {
        _reports.Writer.TryComplete();
        await _reporting.ConfigureAwait(false);
    }

    private async Task ReportAsync(IProgress<T> progress)
    {
        await foreach (var report in _reports.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            progress.Report(report);
        }
    }
}
