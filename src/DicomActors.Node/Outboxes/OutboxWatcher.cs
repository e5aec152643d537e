using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Events;
using DicomActors.Node.Actors;
using DicomActors.Outbox;
using DicomActors.Protocol.Engine;

namespace DicomActors.Node.Outboxes;

/// <summary>
/// Keeps the report of a delivery, from what the EventStream says. Stops, and completes <c>done</c>, once everything that waited was
/// tried, or the peer is given up.
/// </summary>
internal sealed class OutboxWatcher : UntypedActor
{
    private readonly ClientPeer _peer;
    private readonly OutboxReport _report;
    private readonly TaskCompletionSource _done;
    private long _waiting = long.MaxValue;

    public OutboxWatcher(ClientPeer peer, OutboxReport report, TaskCompletionSource done)
    {
        _peer = peer;
        _report = report;
        _done = done;
    }

    /// <inheritdoc />
    protected override void PreStart()
    {
        foreach (var type in (Type[])[
            typeof(OutboxDelivered), typeof(OutboxParked), typeof(OutboxDelayed), typeof(TicketEnded), typeof(DicomAssociationAcceptedEvent)])
        {
            Context.System.EventStream.Subscribe(Self, type);
        }
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
            case DicomAssociationAcceptedEvent:
                if (++_report.Associations == 1)
                {
                    Dicom.Get(Context.System).Peers.Tell(new ConfigurePeer(_peer.OnceAccepted));
                }

                break;
            case Expect expected:
                _waiting = expected.Entries;
                break;
            case Interrupt:
                _report.Stopped ??= new VerbException(ExitCode.Interrupted, "interrupted; what is in the outbox stays there.");
                break;
        }

        if (_report.Stopped is not null || _report.Delivered + _report.Parked.Count + _report.Delayed.Count >= _waiting)
        {
            Context.Stop(Self);
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
