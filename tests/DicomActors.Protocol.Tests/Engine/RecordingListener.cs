using System.Collections.Concurrent;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>Hears of one request or many; <see cref="Outcome"/> is that of the first that ended.</summary>
internal sealed class RecordingListener : IDimseRequestListener
{
    private readonly TaskCompletionSource<RequestOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _pending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _endedCount;

    public ConcurrentQueue<DimseResponse> Pending { get; } = new();

    public ConcurrentQueue<long> Progress { get; } = new();

    /// <summary>What the engine waits for at each pending response; by default for nothing.</summary>
    public Func<DimseResponse, ValueTask> WhenPending { get; init; } = static _ => ValueTask.CompletedTask;

    public int EndedCount => Volatile.Read(ref _endedCount);

    public Task<RequestOutcome> Outcome => _outcome.Task;

    public Task Sent => _sent.Task;

    public Task FirstPending => _pending.Task;

    public void OnSent(OutboundRequest request) => _sent.TrySetResult();

    public ValueTask OnPending(OutboundRequest request, DimseResponse response)
    {
        Pending.Enqueue(response);
        _pending.TrySetResult();
        return WhenPending(response);
    }

    public void OnProgress(OutboundRequest request, long bytesSent) => Progress.Enqueue(bytesSent);

    public void OnEnded(OutboundRequest request, RequestOutcome outcome)
    {
        Interlocked.Increment(ref _endedCount);
        _outcome.TrySetResult(outcome);
    }

    public async Task<DimseResponse> ResponseAsync() =>
        await Outcome.Patiently() is RequestCompleted completed
            ? completed.Response
            : throw new InvalidOperationException($"Expected a response, got {await Outcome}.");

    public async Task<RequestFailed> FailureAsync() => Assert.IsType<RequestFailed>(await Outcome.Patiently());
}
