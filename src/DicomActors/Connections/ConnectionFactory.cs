using System.Globalization;
using Akka.Actor;
using Akka.Event;
using DicomActors.Configuration;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Connections;

/// <summary>
/// Makes, counts and supervises the <see cref="ConnectionActor"/>s of its system: <c>Dicom.Get(system).ConnectionFactory</c>.
/// Takes the <see cref="IConnectionFactoryCommand"/>s. A connection that crashes is stopped, never restarted: what it was cannot
/// be had again; its events say why it ended.
/// </summary>
public sealed class ConnectionFactory : UntypedActor, IWithTimers
{
    private const string DrainTimer = "drain";
    private const string AcceptorsTimer = "drain-acceptors";

    // Above the limit a peer is still told so, which takes a connection for a moment. This many at once; then they are just dropped.
    private const int MostRejectedAtOnce = 256;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<IActorRef, ConnectionEntry> _connections = [];
    private readonly Dictionary<ConnectionId, ConnectionEntry> _byId = [];
    private readonly HashSet<IActorRef> _pendingOpens = [];
    private readonly List<IActorRef> _drainAskers = [];
    private LimitConnections _limits;
    private bool _draining;
    private int _toDrain;
    private int _aborted;

    internal ConnectionFactory(DicomSettings settings) =>
        _limits = new LimitConnections { Maximum = settings.MaximumConnections, MaximumPendingOpens = settings.MaximumPendingOpens };

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    internal static Props Props(DicomSettings settings) => ActorProducer<ConnectionFactory>.Props(() => new ConnectionFactory(settings));

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case OpenConnection command:
                Open(command);
                break;
            case AdoptConnection command:
                Adopt(command);
                break;
            case OpenSucceeded:
                _pendingOpens.Remove(Sender);
                break;
            case Terminated terminated:
                Forget(terminated.ActorRef);
                break;
            case GetConnections:
                Sender.Tell(new ConnectionList([.. _byId.Values.OrderBy(entry => entry.ConnectionId.Value)], _limits.Maximum), Self);
                break;
            case FindConnection query:
                Sender.Tell(new ConnectionFound(query.ConnectionId, _byId.GetValueOrDefault(query.ConnectionId)), Self);
                break;
            case LimitConnections command:
                _limits = command;
                Sender.Tell(new ConnectionsLimited(_connections.Count), Self);
                break;
            case Drain command:
                Drain(command);
                break;
            case AcceptorsNext:
                WindDown(AssociationRole.Acceptor);
                break;
            case GraceOver:
                AbortAll();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Open(OpenConnection command)
    {
        if (Refusal() is { } refusal)
        {
            Sender.Tell(new Status.Failure(refusal), Self);
        }
        else
        {
            _pendingOpens.Add(Spawn(new ConnectionArguments(ConnectionId.Next(), Sender)
            {
                Request = command.Request, GivenUp = command.CancellationToken, ParentActivity = command.ParentActivity,
            }));
        }
    }

    private void Adopt(AdoptConnection command)
    {
        if (_draining || _connections.Count >= _limits.Maximum + MostRejectedAtOnce)
        {
            command.Transport.Abort();
            Sender.Tell(new Status.Failure(_draining ? IsDraining() : IsFull()), Self);
            return;
        }

        var acceptor = _connections.Count < _limits.Maximum
            ? command.Settings
            : command.Settings with { Rejection = AssociationRejection.LocalLimitExceeded };
        Spawn(new ConnectionArguments(ConnectionId.Next(), Sender)
        {
            Transport = command.Transport, Acceptor = acceptor, Place = command.Place,
        });
    }

    private ConnectionRefusedException? Refusal()
    {
        if (_draining)
        {
            return IsDraining();
        }

        if (_pendingOpens.Count >= _limits.MaximumPendingOpens)
        {
            return new ConnectionRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{_limits.MaximumPendingOpens} connections (dicom-actors.connections.maximum-pending-opens) are being opened already."));
        }

        return _connections.Count >= _limits.Maximum ? IsFull() : null;
    }

    private static ConnectionRefusedException IsDraining() => new("No new connections: the connection factory is draining.");

    private ConnectionRefusedException IsFull() => new(string.Create(
        CultureInfo.InvariantCulture, $"All {_limits.Maximum} connections (dicom-actors.connections.maximum) are in use."));

    private IActorRef Spawn(ConnectionArguments arguments)
    {
        var connection = Context.ActorOf(ConnectionActor.Props(arguments), arguments.Id.ToString());
        Context.Watch(connection);
        var entry = new ConnectionEntry(arguments.Id, connection, arguments.Role);
        _connections.Add(connection, entry);
        _byId.Add(entry.ConnectionId, entry);
        return connection;
    }

    private void Forget(IActorRef connection)
    {
        if (_connections.Remove(connection, out var entry))
        {
            _byId.Remove(entry.ConnectionId);
            _pendingOpens.Remove(connection);
        }

        WindDownAcceptorsIfRequestorsAreDone();
        AnswerDrainersIfDone();
    }

    private void Drain(Drain command)
    {
        Dicom.Get(Context.System).BeginDraining();
        _drainAskers.Add(Sender);
        if (!_draining)
        {
            _draining = true;
            _toDrain = _connections.Count;
            if (_toDrain > 0)
            {
                _log.Info("Draining {0} connections, grace period {1}", _toDrain, command.GracePeriod);
            }
        }

        if (command.GracePeriod > TimeSpan.Zero)
        {
            WindDown(AssociationRole.Requestor);
            Timers.StartSingleTimer(AcceptorsTimer, AcceptorsNext.Instance, command.GracePeriod / 2);
            Timers.StartSingleTimer(DrainTimer, GraceOver.Instance, command.GracePeriod);
            WindDownAcceptorsIfRequestorsAreDone();
        }
        else
        {
            AbortAll();
        }

        AnswerDrainersIfDone();
    }

    private void WindDown(AssociationRole role)
    {
        foreach (var entry in _byId.Values.Where(entry => entry.Role == role))
        {
            entry.Connection.Tell(ConnectionActor.WindDown.Instance, ActorRefs.NoSender);
        }
    }

    // What our own requests need may come in on our own listener (C-MOVE to ourselves, both ends in one process), and an acceptor
    // that releases ends what its requestor has under way.
    private void WindDownAcceptorsIfRequestorsAreDone()
    {
        if (_draining && _byId.Values.All(entry => entry.Role == AssociationRole.Acceptor))
        {
            Timers.Cancel(AcceptorsTimer);
            WindDown(AssociationRole.Acceptor);
        }
    }

    private void AbortAll()
    {
        _aborted += _connections.Count;
        foreach (var connection in _connections.Keys)
        {
            connection.Tell(new AbortAssociation("Shutting down."), ActorRefs.NoSender);
        }
    }

    private void AnswerDrainersIfDone()
    {
        if (!_draining || _connections.Count > 0)
        {
            return;
        }

        Timers.CancelAll();
        foreach (var asker in _drainAskers)
        {
            asker.Tell(new Drained(_toDrain, _aborted), Self);
        }

        _drainAskers.Clear();
    }

    /// <summary>Told by a connection: its transport stands.</summary>
    internal sealed record OpenSucceeded
    {
        public static OpenSucceeded Instance { get; } = new();
    }

    private sealed record AcceptorsNext
    {
        public static AcceptorsNext Instance { get; } = new();
    }

    private sealed record GraceOver
    {
        public static GraceOver Instance { get; } = new();
    }
}
