using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace Micro.Engine;

/// <summary>Waits for the outcome of one request after the other.</summary>
internal sealed class OutcomeListener : IDimseRequestListener
{
    private readonly Signal _ended = new();
    private RequestOutcome? _outcome;

    /// <summary>Completes with the next outcome. Asked for before the request is sent.</summary>
    public ValueTask NextAsync() => _ended.NextAsync();

    /// <summary>Throws unless the last request ended in Success.</summary>
    public void RequireSuccess()
    {
        if (_outcome is not RequestCompleted { Response.Status: var status } || status != DimseStatus.Success)
        {
            throw new InvalidOperationException($"The request ended otherwise: {_outcome}");
        }
    }

    public void OnSent(OutboundRequest request)
    {
    }

    public ValueTask OnPending(OutboundRequest request, DimseResponse response) => ValueTask.CompletedTask;

    public void OnProgress(OutboundRequest request, long bytesSent)
    {
    }

    public void OnEnded(OutboundRequest request, RequestOutcome outcome)
    {
        _outcome = outcome;
        _ended.Set();
    }
}
