using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>Hears of many requests and counts those that completed with Success.</summary>
internal sealed class CountingListener(int expected) : IDimseRequestListener
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = expected;

    /// <summary>Completes when all have; fails with the first outcome that is no success.</summary>
    public Task All => _all.Task;

    public void OnSent(OutboundRequest request)
    {
    }

    public ValueTask OnPending(OutboundRequest request, DimseResponse response) => ValueTask.CompletedTask;

    public void OnProgress(OutboundRequest request, long bytesSent)
    {
    }

    public void OnEnded(OutboundRequest request, RequestOutcome outcome)
    {
        if (outcome is not RequestCompleted { Response.Status.Category: DimseStatusCategory.Success })
        {
            _all.TrySetException(new InvalidOperationException($"Expected success, got {outcome}."));
        }
        else if (Interlocked.Decrement(ref _left) == 0)
        {
            _all.TrySetResult();
        }
    }
}
