using DicomActors.Protocol.Data;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Engine;

/// <summary>
/// A request of the peer. Answer with any number of pending responses (C-FIND, C-MOVE, C-GET) and exactly one final one,
/// from any thread. A handle: compare by reference.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "The token source has neither timer nor wait handle; handlers may hold its token after the end.")]
public sealed class InboundRequest
{
    private readonly ConnectionCore _connection;
    private readonly Lock _lock = new();
    private CancellationTokenSource? _cancelled;
    private bool _isCancelled;

    internal InboundRequest(ConnectionCore connection, ushort messageId, byte contextId, TransferSyntax transferSyntax, DimseRequest request)
    {
        _connection = connection;
        MessageId = messageId;
        PresentationContextId = contextId;
        TransferSyntax = transferSyntax;
        Request = request;
    }

    /// <summary>The peer's message id.</summary>
    public ushort MessageId { get; }

    /// <summary>The presentation context it came in, which its responses go out in.</summary>
    public byte PresentationContextId { get; }

    /// <summary>The context's transfer syntax: data sets of responses are sent in it.</summary>
    public TransferSyntax TransferSyntax { get; }

    /// <summary>The request.</summary>
    public DimseRequest Request { get; }

    /// <summary>Whether the peer cancelled the request, or the association is over.</summary>
    public bool IsCancelled => Volatile.Read(ref _isCancelled);

    /// <summary>
    /// Cancelled by the peer's C-CANCEL and by the end of the association. After a C-CANCEL answer with
    /// <see cref="DimseStatus.Cancel"/>, or with Success if the work was done already.
    /// </summary>
    public CancellationToken Cancelled
    {
        get
        {
            lock (_lock)
            {
                if (_cancelled is null)
                {
                    _cancelled = new CancellationTokenSource();
                    if (_isCancelled)
                    {
                        _cancelled.Cancel();
                    }
                }

                return _cancelled.Token;
            }
        }
    }

    /// <summary>When the last byte of it had arrived, on the clock of the connection; 0 before.</summary>
    internal long ArrivedAt { get; set; }

    /// <summary>Whether the final response was given.</summary>
    public bool IsAnswered { get; internal set; }

    /// <summary>The final response that waits until the data set of its request has arrived.</summary>
    internal DimseResponse? HeldResponse { get; set; }

    internal EncodedDataset? HeldDataset { get; set; }

    /// <summary>Whether the data set of the request is still arriving.</summary>
    internal bool IsArriving { get; set; }

    /// <summary>Answers with a plain response.</summary>
    /// <returns>False when it comes too late: finally answered before, or the association is over.</returns>
    public bool Respond(DimseStatus status) => Respond(DimseResponse.For(Request, status));

    /// <summary>
    /// Answers. Goes to the queue of responses without waiting. Who sends many pending ones uses <see cref="RespondAsync"/>:
    /// at 64 times <see cref="DicomServiceOptions.MaximumQueuedResponses"/> the association is aborted, because the peer takes none.
    /// </summary>
    /// <returns>False when it comes too late: finally answered before, or the association is over.</returns>
    /// <exception cref="ArgumentException">
    /// The response is that of another service, or its data set cannot be converted to <see cref="TransferSyntax"/>.
    /// </exception>
    public bool Respond(DimseResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.Command != (DimseCommand)((ushort)Request.Command | 0x8000))
        {
            throw new ArgumentException($"A {Request.Command} cannot be answered with a {response.Command}.", nameof(response));
        }

        var dataset = response.Dataset;
        if (dataset is not null && !dataset.TryConvert(TransferSyntax, out dataset, out var error))
        {
            throw new ArgumentException($"The data set of the response cannot be sent as {TransferSyntax}: {error}", nameof(response));
        }

        return _connection.Respond(this, response, dataset);
    }

    /// <summary>Waits until the queue of responses has room, then answers.</summary>
    /// <returns>False when it comes too late: finally answered before, or the association is over.</returns>
    public async ValueTask<bool> RespondAsync(DimseResponse response, CancellationToken cancellationToken = default)
    {
        await _connection.WaitForResponseRoomAsync(cancellationToken).ConfigureAwait(false);
        return Respond(response);
    }

    /// <summary>
    /// Cancels <see cref="Cancelled"/>, as the peer's C-CANCEL and the end of the association do: for whoever gives up on the work
    /// on a request. Answers nothing.
    /// </summary>
    /// <exception cref="AggregateException">Callbacks registered with the token threw.</exception>
    public void Cancel()
    {
        CancellationTokenSource? source;
        lock (_lock)
        {
            if (_isCancelled)
            {
                return;
            }

            _isCancelled = true;
            source = _cancelled;
        }

        source?.Cancel();
    }

    /// <summary>The same; a callback that throws is a fault of the work on this request, and not one of the association.</summary>
    internal void CancelByEngine()
    {
        try
        {
            Cancel();
        }
        catch (AggregateException exception)
        {
            EngineLog.CancellationFailed(_connection.Logger, MessageId, exception);
        }
    }
}
