using System.Collections.Concurrent;
using DicomActors.Processes;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>Hears of one request.</summary>
internal sealed class RequestListener : IDimseRequestListener
{
    private readonly TaskCompletionSource<RequestOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The pending responses, in the order they came.</summary>
    public ConcurrentQueue<DimseResponse> Pending { get; } = new();

    /// <summary>Called with every pending response.</summary>
    public Action<OutboundRequest> WhenPending { get; init; } = static _ => { };

    /// <summary>Called with the outcome.</summary>
    public Action WhenEnded { get; init; } = static () => { };

    public void OnSent(OutboundRequest request)
    {
    }

    public ValueTask OnPending(OutboundRequest request, DimseResponse response)
    {
        Pending.Enqueue(response);
        WhenPending(request);
        return ValueTask.CompletedTask;
    }

    public void OnProgress(OutboundRequest request, long bytesSent)
    {
    }

    public void OnEnded(OutboundRequest request, RequestOutcome outcome)
    {
        WhenEnded();
        _outcome.SetResult(outcome);
    }

    /// <summary>The outcome, once it is there.</summary>
    public Task<RequestOutcome> OutcomeAsync() => _outcome.Task.WaitAsync(RunningProgram.Patience);

    /// <summary>The final response; fails the test if there is another outcome.</summary>
    public async Task<T> ResponseAsync<T>()
        where T : DimseResponse
    {
        var outcome = await OutcomeAsync();
        Assert.True(outcome is RequestCompleted { Response: T }, $"expected a {typeof(T).Name}, got {outcome}");
        return (T)((RequestCompleted)outcome).Response;
    }
}
