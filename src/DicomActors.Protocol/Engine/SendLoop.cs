using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using DicomActors.Protocol.Codec;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// Sends what the connection's queues hold, one message after the other, until there is nothing left; started again by whoever
/// adds something. A short message goes out on the thread that asked for it, without a hop; content moves to a pool thread first.
/// </summary>
internal sealed class SendLoop(ConnectionCore core)
{
    // So many short messages a caller's thread sends for others before it is let go.
    private const int MaximumInlineMessages = 16;

    private readonly SendBuffer _buffer = new(core);
    private readonly List<OutboundRequest> _unflushed = [];
    private TaskCompletionSource? _idle;

    /// <summary>Whether the loop is at work. Gate held.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Whether a write waits for the peer to read. Gate held.</summary>
    public bool IsWriting { get; set; }

    public long BytesSent => _buffer.BytesSent;

    public long MessagesSent { get; private set; }

    public void Start() => _ = RunAsync();

    /// <summary>Marks the loop as stopped. Gate held; the loop touches nothing of its own afterwards.</summary>
    public void OnStopped()
    {
        IsRunning = false;
        _idle?.TrySetResult();
    }

    /// <summary>Completes when the loop is at rest. Gate held.</summary>
    public Task WhenIdle()
    {
        if (!IsRunning)
        {
            return Task.CompletedTask;
        }

        _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _idle.Task;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Top of the loop: a fault becomes the end reason of the connection.")]
    private async Task RunAsync()
    {
        try
        {
            await SendAllAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            _buffer.Reset();
            core.OnSendLoopFailed(exception, isTransport: true);
        }
        catch (Exception exception)
        {
            EngineLog.LoopFailed(core.Logger, "send", exception);
            _buffer.Reset();
            core.OnSendLoopFailed(exception, isTransport: false);
        }

        core.Settle();
    }

    private async ValueTask SendAllAsync()
    {
        var inlineMessages = 0;
        var isOwnThread = false;
        while (true)
        {
            if (core.TryTakeOutgoing(_buffer.IsEmpty, out var outgoing))
            {
                if (!isOwnThread && (outgoing.Request is { Request: CStoreRequest } || ++inlineMessages > MaximumInlineMessages))
                {
                    await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                    isOwnThread = true;
                }

                var append = AppendAsync(outgoing);
                if (!append.IsCompletedSuccessfully)
                {
                    await append.ConfigureAwait(false);
                }
            }
            else if (_buffer.IsEmpty)
            {
                return;
            }
            else
            {
                await FlushAsync().ConfigureAwait(false);
            }
        }
    }

    private ValueTask AppendAsync(in Outgoing outgoing)
    {
        switch (outgoing.Kind)
        {
            case OutgoingKind.Abort:
                return SendAbortAsync(outgoing.Pdu!);
            case OutgoingKind.Pdu:
                core.Inspector?.OnPdu(TrafficDirection.Sent, core.Options.TimeProvider.GetUtcNow(), outgoing.Pdu!);
                return _buffer.AppendAsync(PduWriter.ToArray(outgoing.Pdu!));
            case OutgoingKind.Response:
                return AppendResponseAsync(outgoing);
            case OutgoingKind.Cancel:
                return AppendCancelAsync(outgoing.Request!);
            default:
                return AppendRequestAsync(outgoing.Request!);
        }
    }

    private async ValueTask SendAbortAsync(Pdu abort)
    {
        // What is not on the wire yet belongs to an association that no longer exists.
        await _buffer.CompleteWriteAsync().ConfigureAwait(false);
        _buffer.Clear();
        _unflushed.Clear();
        core.Inspector?.OnPdu(TrafficDirection.Sent, core.Options.TimeProvider.GetUtcNow(), abort);
        await _buffer.AppendAsync(PduWriter.ToArray(abort)).ConfigureAwait(false);
        await _buffer.FlushAsync().ConfigureAwait(false);
        core.OnAbortWritten();
    }

    private ValueTask AppendResponseAsync(in Outgoing outgoing)
    {
        var request = outgoing.AnsweredRequest!;
        var response = outgoing.Response!;
        core.Inspector?.OnMessage(
            TrafficDirection.Sent, core.Options.TimeProvider.GetUtcNow(), request.PresentationContextId, request.MessageId, response);
        MessagesSent++;
        return _buffer.AppendMessageAsync(
            DimseMessages.ToCommandSet(response, request.Request, request.MessageId), request.PresentationContextId, outgoing.Dataset);
    }

    private ValueTask AppendCancelAsync(OutboundRequest request)
    {
        core.Inspector?.OnMessage(
            TrafficDirection.Sent, core.Options.TimeProvider.GetUtcNow(), request.PresentationContextId, request.MessageId, request.MessageId);
        MessagesSent++;
        var set = new CommandSet { Command = DimseCommand.CCancelRequest, MessageIdBeingRespondedTo = request.MessageId };
        return _buffer.AppendMessageAsync(set, request.PresentationContextId, null);
    }

    private ValueTask AppendRequestAsync(OutboundRequest request)
    {
        if (core.FindContext(request, out var failure) is not { } context)
        {
            core.OnRequestNotSent(request, failure!);
            return ValueTask.CompletedTask;
        }

        var dataset = request.Request.Dataset;
        if (dataset is not null && !dataset.TryConvert(context.AcceptedTransferSyntax!, out dataset, out var error))
        {
            core.OnRequestNotSent(request, new RequestFailed(
                RequestFailure.InvalidRequest, $"The data set cannot be sent as {context.AcceptedTransferSyntax}: {error}"));
            return ValueTask.CompletedTask;
        }

        request.PresentationContextId = context.Id;
        if (request.Request is CStoreRequest store)
        {
            return AppendStoreAsync(request, store);
        }

        AnnounceRequest(request);
        var append = _buffer.AppendMessageAsync(DimseMessages.ToCommandSet(request.Request, request.MessageId), context.Id, dataset);
        _unflushed.Add(request);
        return append;
    }

    private async ValueTask AppendStoreAsync(OutboundRequest request, CStoreRequest store)
    {
        var reader = await OpenAsync(request, store.Content).ConfigureAwait(false);
        if (reader is null)
        {
            return;
        }

        AnnounceRequest(request);
        await using (reader.ConfigureAwait(false))
        {
            _buffer.Prepare(store.Content.Length);
            await _buffer.AppendCommandAsync(DimseMessages.ToCommandSet(store, request.MessageId), request.PresentationContextId).ConfigureAwait(false);
            if (await AppendContentAsync(request, store.Content, reader).ConfigureAwait(false))
            {
                _unflushed.Add(request);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Boundary to content, which is user code over disks and networks: it becomes the outcome.")]
    private async ValueTask<DicomContentReader?> OpenAsync(OutboundRequest request, DicomContent content)
    {
        try
        {
            return await content.OpenAsync(core.Over).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            core.OnRequestNotSent(request, new RequestFailed(
                RequestFailure.ContentUnavailable, $"The content cannot be opened: {exception.Message}", exception));
            return null;
        }
    }

    /// <summary>Streams the content into P-DATA-TF PDUs. False when the association was aborted meanwhile, by whomever.</summary>
    private async ValueTask<bool> AppendContentAsync(OutboundRequest request, DicomContent content, DicomContentReader reader)
    {
        var length = content.Length;
        long sent = 0;
        while (true)
        {
            if (!_buffer.HasRoomForFragment(length - sent))
            {
                await _buffer.WriteAndGoOnAsync().ConfigureAwait(false);
                core.OnProgress(request, sent);
                core.Settle();
            }

            if (core.IsAbortWaiting)
            {
                return false;
            }

            var (filled, isEnd) = await FillAsync(request, reader, _buffer.GetFragment(length - sent), length - sent).ConfigureAwait(false);
            if (filled < 0)
            {
                return false;
            }

            sent += filled;
            var isLast = isEnd || sent == length;
            _buffer.CommitFragment(request.PresentationContextId, filled, isLast);
            if (isLast)
            {
                request.BytesSent = sent;
                return true;
            }
        }
    }

    /// <summary>Fills the fragment unless the content ends first; -1 when the content failed.</summary>
    [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder<>))]
    [SuppressMessage("Design", "CA1031", Justification = "Boundary to content, which is user code over disks and networks: it becomes the outcome.")]
    private async ValueTask<(int Filled, bool IsEnd)> FillAsync(
        OutboundRequest request, DicomContentReader reader, Memory<byte> fragment, long? remaining)
    {
        // An odd length known in advance leaves one byte of the fragment for the padding.
        var wanted = (int)Math.Min(fragment.Length, remaining ?? long.MaxValue);
        var filled = 0;
        try
        {
            while (filled < wanted)
            {
                var count = await reader.ReadAsync(fragment[filled..wanted], core.Over).ConfigureAwait(false);
                if (count == 0)
                {
                    return remaining is null ? (filled, true) : throw new EndOfStreamException("The content is shorter than its stated length.");
                }

                filled += count;
            }

            return (filled, false);
        }
        catch (Exception exception)
        {
            core.OnContentFailed(request, exception);
            return (-1, true);
        }
    }

    private void AnnounceRequest(OutboundRequest request)
    {
        MessagesSent++;
        core.Inspector?.OnMessage(
            TrafficDirection.Sent, core.Options.TimeProvider.GetUtcNow(), request.PresentationContextId, request.MessageId, request.Request);
    }

    private async ValueTask FlushAsync()
    {
        await _buffer.FlushAsync().ConfigureAwait(false);
        foreach (var request in _unflushed)
        {
            if (request is { WantsProgress: true, BytesSent: > 0 })
            {
                core.OnProgress(request, request.BytesSent);
            }

            core.OnRequestSent(request);
        }

        if (_unflushed.Count > 0)
        {
            _unflushed.Clear();
            core.Settle();
        }
    }
}
