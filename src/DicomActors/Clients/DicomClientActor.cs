using Akka.Actor;
using Akka.Event;
using DicomActors.Events;
using DicomActors.Protocol;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Telemetry;

namespace DicomActors.Clients;

/// <summary>
/// The regular client of one peer: queues requests, opens as many associations as the queue is worth and the peer allows,
/// negotiates what the queued requests need, tries again what may be tried again, and tells the one outcome of each. Takes the
/// <see cref="IClientCommand"/>s; made by the <see cref="PeerRegistry"/>.
/// </summary>
/// <remarks>
/// Each association is a child, a <see cref="ClientAssociationActor"/>. What to open, release, repeat and refuse is decided by
/// <see cref="PoolPolicy"/>, <see cref="RetryPolicy"/>, <see cref="CircuitBreaker"/> and <see cref="ContextPlan"/>.
/// </remarks>
public sealed partial class DicomClientActor : UntypedActor, IWithTimers
{
    private const string WakeTimer = "wake";
    private const string GraceTimer = "grace";

    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly RequestQueue _queue;
    private readonly AssociationPool _pool = new();
    private readonly ClientTickets _tickets;
    private readonly List<IActorRef> _drainAskers = [];
    private readonly PeerGauge _gauge;
    private DicomPeer _peer;
    private CircuitBreaker _circuit;
    private RateLimit _rate;
    private TimeSpan _openNotBefore;
    private TimeSpan _growNotBefore;
    private TimeSpan _lastFailureAt = TimeSpan.MinValue;
    private TimeSpan _wakeAt = TimeSpan.MaxValue;
    private int _failures;
    private int _congestions;
    private long _retried;
    private string? _lastError;
    private bool _paused;
    private bool _awaitsPredecessor;
    private bool _draining;
    private bool _givingUp;
    private int _failedAtDrain;

    private DicomClientActor(DicomPeer peer)
    {
        _peer = peer;
        _time = ServiceOptionsOf(peer).TimeProvider;
        _startedAt = _time.GetTimestamp();
        _queue = new RequestQueue(peer.StarvationLimit);
        _tickets = new ClientTickets(Self, Context.System.EventStream);
        _rate = RateLimit.Of(peer.RequestsPerSecond, TimeSpan.Zero);
        _gauge = Dicom.Get(Context.System).Telemetry.Add(peer.Name);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private bool MaySend => !_paused && !_awaitsPredecessor;

    private TimeSpan Now => _time.GetElapsedTime(_startedAt);

    internal static Props Props(DicomPeer peer) => ActorProducer<DicomClientActor>.Props(() => new DicomClientActor(peer));

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Enqueue command:
                Accept(command);
                break;
            case ClientAssociationActor.AttemptEnded ended:
                Finish(ended);
                break;
            case ClientAssociationActor.Established established:
                Establish(established);
                break;
            case ClientAssociationActor.Over over:
                Lose(Sender, over);
                break;
            case Terminated terminated:
                Lose(terminated.ActorRef, Crashed);
                break;
            case CancelTicket command:
                Cancel(command.TicketId);
                break;
            case GetPeerStatus:
                Sender.Tell(Status(), Self);
                return;
            case ConfigurePeer command:
                Configure(command.Peer);
                break;
            case PausePeer:
                _paused = true;
                break;
            case ResumePeer:
                Resume();
                break;
            case AwaitPredecessor:
                _awaitsPredecessor = true;
                break;
            case PredecessorEnded:
                _awaitsPredecessor = false;
                break;
            case DrainPeer command:
                Drain(command);
                break;
            case GraceOver:
                GiveUp();
                break;
            case Wake:
                _wakeAt = TimeSpan.MaxValue;
                break;
            default:
                Unhandled(message);
                return;
        }

        Proceed();
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        foreach (var request in _tickets.All)
        {
            End(request, TicketOutcome.Failed, $"The client of {_peer.Name} was stopped.");
        }

        AnswerDrainers();
        Dicom.Get(Context.System).Telemetry.Remove(_gauge);
    }

    /// <summary>Requests are sent as they come: a connection that waits to be told so would never send any.</summary>
    private static DicomServiceOptions ServiceOptionsOf(DicomPeer peer) =>
        (peer.ServiceOptions ?? Dicom.Get(Context.System).Settings.Service) with { AutoSend = true };

    private static ClientAssociationActor.Over Crashed { get; } = new(
        new ConnectionEnd(ConnectionEndReason.InternalError, "The association's actor crashed."), IsOurLimit: false);

    private void Accept(Enqueue command)
    {
        var asker = Context.Asker();
        if (Refusal(command) is { } refusal)
        {
            asker?.Tell(refusal, Self);
            return;
        }

        var request = _tickets.Accept(command, asker, Now, command.Deadline ?? _peer.RequestDeadline);
        _queue.Add(request);
        asker?.Tell(new Enqueued(command.TicketId, _peer.Name, _queue.Count), Self);
        if (_pool.Refuses(request.Need, Now))
        {
            End(request, TicketOutcome.Failed, NoContext(request.Need), failure: (RequestFailure.NoPresentationContext, null));
        }
    }

    private EnqueueRefused? Refusal(Enqueue command)
    {
        if (_draining)
        {
            return Refuse(EnqueueRefusal.Draining, "takes no more requests: it is draining.");
        }

        if (_tickets.Contains(command.TicketId))
        {
            return Refuse(EnqueueRefusal.DuplicateTicket, $"has {command.TicketId} already.");
        }

        if (_queue.Count >= _peer.MaximumQueue)
        {
            return Refuse(EnqueueRefusal.QueueFull, $"has {_queue.Count} requests queued, which is its limit (maximum-queue).");
        }

        return _peer.RefusesWhileOpen && _circuit.State == CircuitState.Open && Now < _circuit.OpenUntil
            ? Refuse(EnqueueRefusal.CircuitOpen, $"is left alone after {_circuit.Failures} failures in a row; the last: {_lastError}")
            : null;

        EnqueueRefused Refuse(EnqueueRefusal reason, string what) => new(command.TicketId, _peer.Name, reason, $"{_peer.Name} {what}");
    }

    private void Cancel(TicketId id)
    {
        if (_tickets.Find(id) is not { } request)
        {
            return;
        }

        request.IsCancelled = true;
        if (!CancelAttempt(request))
        {
            End(request, TicketOutcome.Cancelled, "Cancelled before it was sent.");
        }
    }

    /// <summary>Cancels a request at its association; false if it is not given to one.</summary>
    private bool CancelAttempt(QueuedRequest request)
    {
        if (_pool.Slots.FirstOrDefault(slot => slot.InFlight.Contains(request)) is not { } slot)
        {
            return false;
        }

        slot.Actor.Tell(new ClientAssociationActor.Cancel(request.TicketId), Self);
        return true;
    }

    private void Configure(DicomPeer peer)
    {
        _rate = RateLimit.Of(peer.RequestsPerSecond, Now);
        _queue.StarvationLimit = peer.StarvationLimit;
        foreach (var slot in _pool.Slots.Where(slot => !peer.IsReachedLike(slot.Peer)))
        {
            slot.IsOutdated = true;
        }

        _peer = peer;
    }

    private void Resume()
    {
        _paused = false;
        _openNotBefore = TimeSpan.Zero;
        _growNotBefore = TimeSpan.Zero;
        _circuit = _circuit with { OpenUntil = Now };
    }

    private void Drain(DrainPeer command)
    {
        _drainAskers.Add(Sender);
        _draining = true;
        if (command.GracePeriod > TimeSpan.Zero)
        {
            Timers.StartSingleTimer(GraceTimer, GraceOver.Instance, command.GracePeriod);
        }
        else
        {
            _givingUp = true;
            FailQueued($"{_peer.Name} is being drained.");
        }
    }

    /// <summary>The grace period is over: what is queued fails, what is under way is aborted.</summary>
    private void GiveUp()
    {
        _givingUp = true;
        FailQueued($"{_peer.Name} is being drained, and the grace period is over.");
        foreach (var slot in _pool.Slots)
        {
            Abort(slot, "The grace period for draining is over.");
        }
    }

    private void AnswerDrainers()
    {
        foreach (var asker in _drainAskers)
        {
            asker.Tell(new PeerDrained(_peer.Name, _failedAtDrain), Self);
        }

        _drainAskers.Clear();
    }

    private void FailQueued(string message, (RequestFailure Reason, ConnectionEnd? End)? failure = null)
    {
        foreach (var request in _queue.All().ToArray())
        {
            End(request, TicketOutcome.Failed, message, failure: failure);
        }
    }

    private void End(
        QueuedRequest request, TicketOutcome outcome, string message,
        DimseResponse? response = null, ClientAssociationActor.AttemptEnded? attempt = null, (RequestFailure Reason, ConnectionEnd? End)? failure = null)
    {
        _queue.Remove(request);
        _failedAtDrain += _draining && outcome != TicketOutcome.Completed ? 1 : 0;
        _tickets.End(request, _peer.Name, Now, outcome, message, response, attempt, failure);
    }

    private PeerStatus Status() => new()
    {
        Peer = _peer,
        Circuit = _circuit.State,
        IsPaused = _paused,
        IsDraining = _draining,
        Queued = _queue.Count,
        InFlight = _pool.InFlight,
        OpenAssociations = _pool.Open,
        OpeningAssociations = _pool.Opening,
        ClosingAssociations = _pool.Closing,
        Completed = _tickets.Completed,
        NotCompleted = _tickets.NotCompleted,
        Retried = _retried,
        Failures = _failures,
        RetryIn = _openNotBefore > Now ? _openNotBefore - Now : null,
        LastError = _lastError,
    };

    private void Turn(CircuitBreaker circuit, string message)
    {
        var before = _circuit.State;
        _circuit = circuit;
        if (circuit.State != before)
        {
            _log.Info("{0}: circuit {1}, was {2}: {3}", _peer.Name, circuit.State, before, message);
            Context.System.EventStream.Publish(new PeerStateChangedEvent(
                Connections.ConnectionId.None, Self, _time.GetUtcNow(), _peer.Name, before, circuit.State, message));
        }
    }

    /// <summary>From the registry, first: an earlier client of the peer still has associations; open none until it has ended.</summary>
    internal sealed record AwaitPredecessor
    {
        public static AwaitPredecessor Instance { get; } = new();
    }

    /// <summary>From the registry: the earlier clients of the peer have ended.</summary>
    internal sealed record PredecessorEnded
    {
        public static PredecessorEnded Instance { get; } = new();
    }

    private sealed record Wake
    {
        public static Wake Instance { get; } = new();
    }

    private sealed record GraceOver
    {
        public static GraceOver Instance { get; } = new();
    }
}
