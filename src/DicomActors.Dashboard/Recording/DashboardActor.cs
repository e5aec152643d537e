using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Dashboard.Api;
using DicomActors.Dashboard.Recording.Messages;
using DicomActors.Events;
using DicomActors.Listeners;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Dashboard.Recording;

/// <summary>
/// The memory of the dashboard: hears the events of the node, keeps a bounded record of them, and does what takes more than one message to do.
/// Per event it counts and writes into a ring; nothing else, so that a flood of them does not pile up.
/// </summary>
internal sealed class DashboardActor : UntypedActor, IWithTimers
{
    private const int MostEchoes = 64;

    private static readonly TimeSpan EchoDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>The events it is to be subscribed to. Others, as each sent request, it has no use for.</summary>
    public static readonly IReadOnlyList<Type> Heard =
    [
        typeof(ConnectionOpenedEvent), typeof(AssociationRequestedEvent), typeof(AssociationEstablishedEvent), typeof(DicomAssociationAcceptedEvent),
        typeof(DicomAssociationRejectedEvent), typeof(DicomAssociationReleasedEvent), typeof(DicomAbortedEvent), typeof(ConnectionClosedEvent),
        typeof(RequestReceivedEvent), typeof(RequestAnsweredEvent), typeof(RequestCompletedEvent), typeof(RequestTimedOutEvent),
        typeof(RequestCancelledEvent), typeof(RequestFailedEvent), typeof(PeerStateChangedEvent), typeof(ListenerBoundEvent), typeof(ListenerUnboundEvent),
    ];

    private readonly DicomExtension _dicom = Dicom.Get(Context.System);
    private readonly TimeProvider _time;
    private readonly NodeRecord _record;
    private readonly HashSet<IActorRef> _listeners = [];
    private readonly Dictionary<TicketId, IActorRef> _echoes = [];
    private bool _draining;
    private DrainReport? _drained;

    public DashboardActor(NodeRecord record)
    {
        _record = record;
        _time = _dicom.Settings.Service.TimeProvider;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer(Tick.Instance, Tick.Instance, Second);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case IAdvancedDicomClientConnectionEvent happened:
                Hear(happened);
                break;
            case Tick:
                _record.Tick(_time.GetUtcNow(), _dicom.Traffic.BytesSent, _dicom.Traffic.BytesReceived);
                break;
            case GetNode:
                Sender.Tell(Snapshot(), Self);
                break;
            case GetEvents query:
                Sender.Tell(_record.Events(query.After, query.Limit), Self);
                break;
            case GetPlots query:
                Sender.Tell(_record.Plots(query.After), Self);
                break;
            case FindConnections query:
                Sender.Tell(new ConnectionsFound(_record.Find(query.Filter)), Self);
                break;
            case Noted noted:
                _record.Note(_time.GetUtcNow(), noted.Kind, noted.Peer, noted.Text);
                break;
            case Terminated terminated:
                _listeners.Remove(terminated.ActorRef);
                break;
            default:
                Act(message);
                break;
        }
    }

    private void Act(object message)
    {
        switch (message)
        {
            case EchoPeer command:
                Echo(command.Peer);
                break;
            case Enqueued:
                break;
            case EnqueueRefused refused when _echoes.Remove(refused.TicketId, out var asker):
                asker.Tell(new EchoRefused(refused.Message), Self);
                break;
            case TicketEnded ended when _echoes.Remove(ended.TicketId, out var asker):
                asker.Tell(Report(ended), Self);
                break;
            case DrainNode command:
                Drain(command.GracePeriod);
                break;
            case PeerDrained drained:
                _record.Note(_time.GetUtcNow(), EventKind.Peer, drained.Peer, $"Drained; {drained.Failed} requests failed because of it");
                break;
            case DrainReport report:
                _drained = report;
                _record.Note(
                    _time.GetUtcNow(), EventKind.Node, peer: null,
                    $"Drained: {report.Connections} connections, {report.Aborted} of them aborted; {report.FailedRequests} queued requests failed");
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Hear(IAdvancedDicomClientConnectionEvent happened)
    {
        _record.Record(happened);
        if (happened is ListenerBoundEvent && _listeners.Add(happened.Connection))
        {
            Context.Watch(happened.Connection);
        }
    }

    private NodeSnapshot Snapshot() => new(
        _record.StartedAt, _time.GetUtcNow(), _record.Totals(_dicom.Traffic.BytesSent, _dicom.Traffic.BytesReceived), _record.Rates,
        [.. _listeners], _draining, _drained);

    private void Echo(string peer)
    {
        if (_echoes.Count >= MostEchoes)
        {
            Sender.Tell(new EchoRefused("Too many echoes are under way already; try again in a few seconds."), Self);
            return;
        }

        var enqueue = new Enqueue(new CEchoRequest()) { Deadline = EchoDeadline, Priority = RequestPriority.High };
        _echoes.Add(enqueue.TicketId, Sender);
        _dicom.Peers.Tell(new EnqueueTo(peer, enqueue), Self);
    }

    private static EchoReport Report(TicketEnded ended) => new(
        ended.Peer,
        ended is { Outcome: TicketOutcome.Completed, Response.Status.IsSuccessOrWarning: true },
        ended.Message,
        Math.Round(ended.Elapsed.TotalMilliseconds, 1));

    private void Drain(TimeSpan gracePeriod)
    {
        Sender.Tell(new DrainBegun(_draining), Self);
        if (_draining)
        {
            return;
        }

        _draining = true;
        _record.Note(_time.GetUtcNow(), EventKind.Node, peer: null, $"Draining, grace period {gracePeriod.TotalSeconds:0.#} s");
        DrainAsync([.. _listeners], _dicom, gracePeriod).PipeTo(Self);
    }

    /// <summary>In the order of a shutdown: no new work from peers, then our own, then what is left of theirs.</summary>
    private static async Task<DrainReport> DrainAsync(IReadOnlyList<IActorRef> listeners, DicomExtension dicom, TimeSpan gracePeriod)
    {
        await Task.WhenAll(listeners.Select(listener => listener.OrNothingAsync<ListenerUnbound>(UnbindListener.Instance, CancellationToken.None))).ConfigureAwait(false);
        var peers = await dicom.Peers.Ask<PeersDrained>(new DrainPeers(gracePeriod), Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        var connections = await dicom.ConnectionFactory.Ask<Drained>(new Drain(gracePeriod), Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        return new DrainReport(connections.Connections, connections.Aborted, peers.Failed);
    }

    private sealed record Tick
    {
        public static Tick Instance { get; } = new();
    }
}
