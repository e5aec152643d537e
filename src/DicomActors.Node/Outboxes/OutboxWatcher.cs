using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Events;
using DicomActors.Node.Actors;
using DicomActors.Outbox;
using DicomActors.Protocol.Engine;

namespace DicomActors.Node.Outboxes;

/// <summary>
/// Runs the outbox actor, its child, and keeps the report of a delivery from what the EventStream says. Stops, and completes <c>done</c>, once
/// everything that waited was tried, the peer is given up, or the outbox actor has ended.
/// </summary>
internal sealed class OutboxWatcher : UntypedActor
{
    private readonly ClientPeer _peer;
    private readonly OutboxOptions _options;
    private readonly OutboxReport _report;
    private readonly OutboxCounters _counters;
    private readonly TaskCompletionSource _done;
    private IActorRef _outbox = ActorRefs.Nobody;
    private long _waiting = long.MaxValue;
    private bool _isEnding;

    public OutboxWatcher(ClientPeer peer, OutboxOptions options, OutboxReport report, OutboxCounters counters, TaskCompletionSource done)
    {
        _peer = peer;
        _options = options;
        _report = report;
        _counters = counters;
        _done = done;
    }

    /// <inheritdoc />
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(static _ => Directive.Stop);

    /// <inheritdoc />
    protected override void PreStart()
    {
        foreach (var type in (Type[])[
            typeof(OutboxDelivered), typeof(OutboxParked), typeof(OutboxDelayed), typeof(TicketEnded), typeof(DicomAssociationAcceptedEvent)])
        {
            Context.System.EventStream.Subscribe(Self, type);
        }

        _outbox = Context.Watch(Context.ActorOf(OutboxActor.Props(_options), "outbox"));
    }

    /// <inheritdoc />
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _done.TrySetResult();
    }

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case OutboxDelivered delivered when IsOurs(delivered.Peer):
                _report.Delivered++;
                break;
            case OutboxParked parked when IsOurs(parked.Peer):
                _report.Park(parked);
                break;
            case OutboxDelayed delayed when IsOurs(delayed.Peer):
                _report.Delay(delayed);
                break;
            case TicketEnded { Failure: RequestFailure.ConnectionFailed or RequestFailure.AssociationRejected } ended:
                _report.Stopped ??= PeerProblem.Explain(ended, _peer.Peer);
                break;
            case TicketEnded { Outcome: not TicketOutcome.Completed, WouldFailAgain: false } ended:
                _report.LostAs ??= PeerProblem.Explain(ended, _peer.Peer).ExitCode;
                break;
            case DicomAssociationAcceptedEvent:
                if (++_report.Associations == 1)
                {
                    Dicom.Get(Context.System).Peers.Tell(new ConfigurePeer(_peer.OnceAccepted));
                }

                break;
            case IOutboxCommand command:
                _outbox.Forward(command);
                break;
            case Expect expected:
                _waiting = expected.Entries;
                _counters.Total = expected.Entries;
                break;
            case Terminated when _isEnding:
                Context.Stop(Self);
                return;
            case Terminated:
                Context.Stop(Self);
                _report.Stopped ??= new VerbException(
                    ExitCode.InternalFault, $"the outbox {_options.DatabasePath} came to an unexpected end; what is in it stays there. Please report it with what --verbose says.");
                break;
            case Interrupt:
                _report.Stopped ??= new VerbException(ExitCode.Interrupted, "interrupted; what is in the outbox stays there.");
                break;
        }

        _counters.Done = _report.Delivered + _report.Parked.Count + _report.Delayed.Count;
        if (!_isEnding && (_report.Stopped is not null || _counters.Done >= _waiting))
        {
            // Behind what the outbox actor has been told: the outcomes in its mailbox are entered.
            _isEnding = true;
            _outbox.Tell(PoisonPill.Instance);
        }
    }

    private bool IsOurs(string peer) => peer == _peer.AtFirst.Name;

    /// <summary>How many entries wait for the peer.</summary>
    internal sealed record Expect(long Entries);

    /// <summary>Stop at once.</summary>
    internal sealed record Interrupt
    {
        /// <summary>The only instance needed.</summary>
        public static Interrupt Instance { get; } = new();
    }
}
