using System.Diagnostics;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>One request of a peer, from the moment it is complete until it is answered. Thread-safe.</summary>
public sealed class InboundExchange
{
    private readonly InboundDesk _desk;
    private readonly InboundRequest _inbound;
    private readonly Lock _gate = new();
    private TaskCompletionSource<bool>? _turn;
    private bool _hasLeft;

    internal InboundExchange(InboundDesk desk, long exchangeId, InboundRequest inbound, Association association)
    {
        _desk = desk;
        _inbound = inbound;
        ExchangeId = exchangeId;
        Association = association;
    }

    /// <summary>Numbers the requests of one connection, from 1.</summary>
    public long ExchangeId { get; }

    /// <summary>The connection it came on.</summary>
    public ConnectionId ConnectionId => _desk.Events.Id;

    /// <summary>The actor of that connection.</summary>
    public IActorRef Connection => _desk.Events.Connection;

    /// <summary>What was negotiated with the peer, its AE title included.</summary>
    public Association Association { get; }

    /// <summary>The message id the peer gave the request.</summary>
    public ushort MessageId => _inbound.MessageId;

    /// <summary>The request. The bytes of a C-STORE are where its sink put them.</summary>
    public DimseRequest Request => _inbound.Request;

    /// <summary>Where the bytes of a C-STORE are; null for other requests.</summary>
    public ContentSink? Sink { get; internal set; }

    /// <summary>
    /// Cancelled when the answer is no longer wanted: the peer cancelled the request (C-CANCEL), the handler's timeout is over, or
    /// the connection has ended.
    /// </summary>
    public CancellationToken Cancelled => _inbound.Cancelled;

    /// <summary>Bytes of the data set of a C-STORE that have arrived; 0 for other requests.</summary>
    public long ContentLength { get; internal set; }

    /// <summary>
    /// The span of this request; null if nobody traces. It is the current activity where the handler's methods begin; an actor that was told the
    /// request gives it on, as <see cref="Requests.SendRequest.ParentActivity"/> for instance.
    /// </summary>
    public Activity? Activity { get; internal init; }

    /// <summary>How far it has come. Guarded by the gate of the connection's events.</summary>
    internal ExchangePhase Phase { get; set; }

    /// <summary>The handler in charge; null for a request that has none.</summary>
    internal HandlerRegistration? Registration { get; set; }

    /// <summary>Where it stands with its handler's limit. Guarded by the limiter.</summary>
    internal HandlerPlace Place { get; set; }

    /// <summary>Since when it waits for its turn, its handler's answer, or the next one after a pending one.</summary>
    internal long WaitingSince { get; set; }

    internal bool IsOf(InboundRequest inbound) => ReferenceEquals(inbound, _inbound);

    /// <summary>The plain response to this request with a status.</summary>
    public DimseResponse CreateResponse(DimseStatus status) => DimseResponse.For(Request, status);

    /// <summary>
    /// Answers: any number of pending responses, then exactly one final one. Goes to the queue of responses without waiting: who
    /// has many pending ones uses <see cref="RespondAsync"/>. A queue that grows far beyond its limit, because the peer takes no
    /// responses, aborts the association.
    /// </summary>
    /// <returns>
    /// False if the answer came too late (answered already, by the handler timeout for instance, or the connection has ended): it
    /// is dropped and counted.
    /// </returns>
    /// <exception cref="ArgumentException">The response is that of another service, or its data set cannot be sent.</exception>
    public bool Respond(DimseResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var taken = _inbound.Respond(response);
        _desk.Answered(this, response, taken);
        return taken;
    }

    /// <inheritdoc cref="Respond(DimseResponse)"/>
    public bool Respond(DimseStatus status) => Respond(CreateResponse(status));

    /// <summary>
    /// Answers as soon as the queue of responses has room (<see cref="Protocol.DicomServiceOptions.MaximumQueuedResponses"/>): the pace of a
    /// peer that takes its responses slowly is the pace of who awaits this.
    /// </summary>
    /// <param name="response">The response.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>False if the answer came too late: it is dropped and counted.</returns>
    /// <exception cref="ArgumentException">The response is that of another service, or its data set cannot be sent.</exception>
    public async ValueTask<bool> RespondAsync(DimseResponse response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        var taken = await _inbound.RespondAsync(response, cancellationToken).ConfigureAwait(false);
        _desk.Answered(this, response, taken);
        return taken;
    }

    /// <summary>
    /// Answers with Processing Failure (0110H) and logs the exception; a <see cref="DimseFailureException"/> is answered with its status.
    /// </summary>
    public void Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception is DimseFailureException refusal)
        {
            Respond(CreateResponse(refusal.Status) with { ErrorComment = refusal.ErrorComment, OffendingElements = refusal.OffendingElements });
            return;
        }

        _desk.LogFailure(this, exception);
        Respond(DimseStatus.ProcessingFailure);
    }

    /// <summary>Makes <see cref="Activity"/> the current one, for what runs now; returns the one to restore.</summary>
    internal Activity? MakeCurrent()
    {
        var current = Activity.Current;
        if (Activity is { IsStopped: false })
        {
            Activity.Current = Activity;
        }

        return current;
    }

    /// <summary>Undoes <see cref="MakeCurrent"/>.</summary>
    internal void RestoreCurrent(Activity? before)
    {
        if (Activity is not null)
        {
            Activity.Current = before;
        }
    }

    /// <summary>The engine has answered by itself.</summary>
    internal void Forget() => _desk.Forget(this);

    /// <summary>Gives back the place with the handler, or gives up waiting for one.</summary>
    internal void Leave()
    {
        Registration?.Limiter.Leave(this);
        lock (_gate)
        {
            _hasLeft = true;
            _turn?.TrySetResult(false);
        }
    }

    /// <summary>A place with the handler is free. Called on the thread pool.</summary>
    internal void TakeTurn()
    {
        if (Request is CStoreRequest)
        {
            Turn().TrySetResult(true);
        }
        else
        {
            _desk.Start(this);
        }
    }

    /// <summary>A C-STORE that waits for its turn: true when it comes, false when it was answered meanwhile.</summary>
    internal Task<bool> WhenTurnComes() => Turn().Task;

    /// <summary>Tells whoever works on it that the answer is no longer wanted.</summary>
    internal void Abandon()
    {
        try
        {
            _inbound.Cancel();
        }
        catch (AggregateException exception)
        {
            _desk.LogFailure(this, exception);
        }
    }

    private TaskCompletionSource<bool> Turn()
    {
        lock (_gate)
        {
            if (_turn is null)
            {
                _turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_hasLeft)
                {
                    _turn.SetResult(false);
                }
            }

            return _turn;
        }
    }
}
