using System.Diagnostics.CodeAnalysis;

namespace DicomActors.Protocol.Engine;

/// <summary>The peer's requests that are not finally answered, and work on them that outlives the receive loop. Gate held.</summary>
internal sealed class InboundLedger
{
    private Dictionary<ushort, InboundRequest>? _unanswered;
    private TaskCompletionSource? _slot;

    /// <summary>Most unanswered requests before reading pauses.</summary>
    public int Limit { get; set; } = 1;

    public int Count => _unanswered?.Count ?? 0;

    /// <summary>Completes when there is room for one more request, or the association is over. One waiter: the receive loop.</summary>
    public Task WhenSlotIsFree() => Count < Limit ? Task.CompletedTask : (_slot ??= NewSource()).Task;

    public bool TryAdd(InboundRequest request) => (_unanswered ??= []).TryAdd(request.MessageId, request);

    public bool TryFind(ushort messageId, [NotNullWhen(true)] out InboundRequest? request)
    {
        request = null;
        return _unanswered is not null && _unanswered.TryGetValue(messageId, out request);
    }

    public void Remove(InboundRequest request)
    {
        if (TryFind(request.MessageId, out var found) && found == request)
        {
            _unanswered!.Remove(request.MessageId);
        }

        ReleaseWaiter();
    }

    public List<InboundRequest> TakeAll()
    {
        List<InboundRequest> all = [.. _unanswered?.Values ?? Enumerable.Empty<InboundRequest>()];
        _unanswered?.Clear();
        ReleaseWaiter();
        return all;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void ReleaseWaiter()
    {
        _slot?.SetResult();
        _slot = null;
    }
}
