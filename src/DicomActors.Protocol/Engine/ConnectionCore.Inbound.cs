using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Engine;

/// <summary>The peer's requests: from command set to final response.</summary>
internal sealed partial class ConnectionCore
{
    // So many times the queue RespondAsync waits for may grow by Respond, which cannot wait.
    private const int ResponseBacklogFactor = 64;

    private TaskCompletionSource? _responseRoom;
    private int _storesCompleting;
    private TaskCompletionSource? _storesCompleted;

    /// <summary>Completes when one more request may be taken on; the receive loop reads nothing meanwhile.</summary>
    public Task WhenRequestMayBeTaken()
    {
        lock (_gate)
        {
            return _isOver ? Task.CompletedTask : _inbound.WhenSlotIsFree();
        }
    }

    public PresentationContext? FindContext(byte id) => Association?.FindContext(id);

    /// <summary>Takes on a request; null when the association is over, or the id is in use (the peer is told so).</summary>
    public InboundRequest? BeginRequest(in CommandSet set, PresentationContext context, DimseRequest request, bool isArriving)
    {
        var inbound = new InboundRequest(this, set.MessageId, context.Id, context.AcceptedTransferSyntax!, request) { IsArriving = isArriving };
        Inspector?.OnMessage(TrafficDirection.Received, Now, context.Id, set.MessageId, request);
        lock (_gate)
        {
            if (_isOver)
            {
                return null;
            }

            if (_inbound.TryAdd(inbound))
            {
                return inbound;
            }

            AnswerUnasked(inbound, DimseResponse.For(request, DimseStatus.DuplicateInvocation));
        }

        Settle();
        return null;
    }

    /// <summary>Answers a Command Field that is none with 0211H (PS3.7 C.5.23); the association lives on.</summary>
    public void RefuseUnrecognized(in CommandSet set, PresentationContext context)
    {
        var request = new UnrecognizedRequest(
            set.Command, set.AffectedSopClassUid.IsEmpty ? set.RequestedSopClassUid : set.AffectedSopClassUid);
        var inbound = new InboundRequest(this, set.MessageId, context.Id, context.AcceptedTransferSyntax!, request);
        Inspector?.OnMessage(TrafficDirection.Received, Now, context.Id, set.MessageId, request);
        EngineLog.UnrecognizedRequest(Logger, (ushort)set.Command);
        lock (_gate)
        {
            if (!_isOver)
            {
                AnswerUnasked(inbound, new UnrecognizedResponse(request));
            }
        }

        Settle();
    }

    /// <summary>A request is complete: hands it to the service user, or sends the answer that waited for its end.</summary>
    public void OnRequestComplete(InboundRequest request)
    {
        lock (_gate)
        {
            request.IsArriving = false;
            SetArrived(request);
            if (request.HeldResponse is { } response)
            {
                Answer(request, response, request.HeldDataset);
            }
            else if (!_isOver)
            {
                Post(static callback => UserOf(callback).OnRequestReceived((InboundRequest)callback.First!), request);
            }
        }

        Settle();
    }

    public bool Respond(InboundRequest request, DimseResponse response, EncodedDataset? dataset)
    {
        bool isTaken;
        lock (_gate)
        {
            if (!IsMessageTransferPossible || request.IsAnswered || (request.IsArriving && response.IsPending))
            {
                return false;
            }

            if (_queue.ResponseCount >= Options.MaximumQueuedResponses * ResponseBacklogFactor)
            {
                // Dropping one of them would be a wrong answer, and keeping them all has no bound.
                AbortLocked(
                    ConnectionEndReason.InternalError,
                    $"{_queue.ResponseCount} responses wait for a peer that does not take them: use RespondAsync for pending ones.",
                    null);
            }
            else if (request.IsArriving)
            {
                request.IsAnswered = true;
                request.HeldResponse = response;
                request.HeldDataset = dataset;
            }
            else
            {
                Answer(request, response, dataset);
            }

            isTaken = !_isOver;
        }

        Settle();
        return isTaken;
    }

    public ValueTask WaitForResponseRoomAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isOver || _queue.ResponseCount < Options.MaximumQueuedResponses)
            {
                return ValueTask.CompletedTask;
            }

            _responseRoom ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_responseRoom.Task.WaitAsync(cancellationToken));
        }
    }

    public void OnCancelReceived(ushort messageId)
    {
        lock (_gate)
        {
            // Only C-FIND, C-GET and C-MOVE can be cancelled (PS3.7 9.3.2.3); a store that was begun has to be finished.
            if (_inbound.TryFind(messageId, out var request) && request.Request.IsCancellable)
            {
                Post(
                    static callback =>
                    {
                        UserOf(callback).OnCancelReceived((InboundRequest)callback.First!);
                        ((InboundRequest)callback.First!).CancelByEngine();
                    },
                    request);
            }
        }

        Settle();
    }

    /// <summary>
    /// Completes a stored instance (flush to disk, rename) beside the receive loop: with an operations window the next
    /// instance arrives meanwhile.
    /// </summary>
    public void CompleteStore(InboundRequest request, ContentSink sink)
    {
        lock (_gate)
        {
            _storesCompleting++;
            SetArrived(request);
        }

        _ = CompleteStoreAsync(request, sink);
    }

    private Task WhenStoresCompletedAsync()
    {
        lock (_gate)
        {
            if (_storesCompleting == 0)
            {
                return Task.CompletedTask;
            }

            _storesCompleted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _storesCompleted.Task;
        }
    }

    private async Task CompleteStoreAsync(InboundRequest request, ContentSink sink)
    {
        if (await StoreSinks.TryCompleteAsync(sink, Logger, CancellationToken.None).ConfigureAwait(false) is { } failure)
        {
            Respond(request, new CStoreResponse(failure), null);
        }

        OnRequestComplete(request);
        lock (_gate)
        {
            if (--_storesCompleting == 0)
            {
                _storesCompleted?.SetResult();
            }
        }
    }

    private void Answer(InboundRequest request, DimseResponse response, EncodedDataset? dataset)
    {
        if (!response.IsPending)
        {
            request.IsAnswered = true;
            _inbound.Remove(request);
            ReportAnswer(request, response);
        }

        _queue.EnqueueResponse(request, response, dataset);
    }

    /// <summary>Answers a request that is not in the ledger. Gate held.</summary>
    private void AnswerUnasked(InboundRequest request, DimseResponse response)
    {
        request.IsAnswered = true;
        SetArrived(request);
        ReportAnswer(request, response);
        _queue.EnqueueResponse(request, response, null);
    }

    private void SetArrived(InboundRequest request)
    {
        if (request.ArrivedAt == 0)
        {
            request.ArrivedAt = Options.TimeProvider.GetTimestamp();
        }
    }

    private void ReportAnswer(InboundRequest request, DimseResponse response) => Post(
        static callback => UserOf(callback).OnRequestAnswered(
            (InboundRequest)callback.First!, (DimseResponse)callback.Second!, new TimeSpan(callback.Number)),
        request, response, Options.TimeProvider.GetElapsedTime(request.ArrivedAt).Ticks);

    private void EndInboundRequests()
    {
        foreach (var request in _inbound.TakeAll())
        {
            Post(static callback => ((InboundRequest)callback.First!).CancelByEngine(), request);
        }

        _queue.DropMessages();
        _responseRoom?.TrySetResult();
    }
}
