using Akka.Actor;
using DicomActors.Events;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Transport;

namespace DicomActors.Connections;

/// <content>What the behaviours do.</content>
public sealed partial class ConnectionActor
{
    private readonly List<(AskedFor What, IActorRef Asker)> _askers = [];
    private bool _openerIsTold;

    private void Enter(ConnectionPhase phase, UntypedReceive behaviour)
    {
        _phase = phase;
        Become(behaviour);
    }

    private void Opened(TransportConnection transport)
    {
        _localEndPoint = transport.LocalEndPoint;
        _remoteEndPoint = transport.RemoteEndPoint;
        _openedAt = _events.Now;
        _telemetry.Opened(transport.LocalEndPoint, transport.RemoteEndPoint);
        _events.Publish(new ConnectionOpenedEvent(
            _events.Id, Self, _events.Now, _arguments.Role, transport.LocalEndPoint, transport.RemoteEndPoint));
        _openerIsTold = true;
        _arguments.Opener.Tell(new ConnectionOpened(_events.Id, Self) { Events = _events }, Self);
        Context.Parent.Tell(ConnectionFactory.OpenSucceeded.Instance, Self);
    }

    /// <summary>Its entries name the connection in their source, as those of the actor do: a logger finds out what they are about.</summary>
    private EngineLogger EngineLogger() =>
        new(Context.System, _arguments.Request?.LoggerName ?? DicomExtension.EngineLogSource, _events.Id);

    private void Run(DicomService service, EstablishedConnector? connector)
    {
        _service = service;
        _ = _user.RunAsync(service, connector, _stop.Token);
    }

    private void Admit(AssociationIndication indication)
    {
        if (_arguments.Place?.Associate(indication.CallingAETitle) is { } limited)
        {
            indication.Reject(limited);
            return;
        }

        var settings = _arguments.Acceptor!;
        var decision = settings.Rejection ?? indication.Negotiate(settings.PolicyFor(_dicom.Handlers));
        if (decision is AssociationRejection)
        {
            // Before the peer knows: its place is free for whoever connects next.
            _arguments.Place?.Refuse();
        }

        indication.Answer(decision);
    }

    private void Refuse(string message) =>
        Sender.Tell(new Status.Failure(new InvalidConnectionStateException(_phase, $"{_events.Id}: {message}")), Self);

    private void Ask(AskedFor what)
    {
        if (Context.Asker() is { } asker)
        {
            _askers.Add((what, asker));
        }
    }

    private void AskUnlessWindingDown(object message)
    {
        if (message is not WindDown)
        {
            Ask(AskedFor.Close);
        }
    }

    private void Answer(AskedFor what, object answer)
    {
        for (var i = 0; i < _askers.Count;)
        {
            if (_askers[i].What == what)
            {
                _askers[i].Asker.Tell(answer, Self);
                _askers.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }
    }

    private void AnswerAskers(ConnectionEnd end)
    {
        if (!_openerIsTold)
        {
            _openerIsTold = true;
            _arguments.Opener.Tell(new Status.Failure(new ConnectionFailedException(end)), Self);
        }

        foreach (var (what, asker) in _askers)
        {
            asker.Tell(AnswerTo(what, end), Self);
        }

        _askers.Clear();
    }

    private object AnswerTo(AskedFor what, ConnectionEnd end) => (what, end) switch
    {
        (AskedFor.Close, _) => new ConnectionClosed(_events.Id, end),
        (AskedFor.Release, { Reason: ConnectionEndReason.Released }) => new AssociationReleased(_events.Id),
        _ => new Status.Failure(end.ToException()),
    };

    private void End(ConnectionEnd end)
    {
        _end = end;
        Timers.CancelAll();
        Enter(ConnectionPhase.Closed, Closed);
        _user.Close(end);
        AnswerAskers(end);
        StopWhenTold();
    }

    /// <summary>
    /// Stops once the last conversation was told. As a message to itself, so that commands which came before are still answered.
    /// </summary>
    private void StopWhenTold()
    {
        if (_phase == ConnectionPhase.Closed && _requestActors == 0 && !_awaitsOpener)
        {
            Self.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        }
    }

    private ConnectionStatus Status()
    {
        var counters = _service?.Counters ?? default;
        return new ConnectionStatus
        {
            ConnectionId = _events.Id,
            Role = _arguments.Role,
            Peer = _arguments.Request?.Peer,
            Phase = _phase,
            ProtocolState = _service?.State,
            LocalEndPoint = _localEndPoint,
            // Behind a proxy that says so, the real client: known once the header was read.
            RemoteEndPoint = _transport?.RemoteEndPoint ?? _remoteEndPoint,
            Association = _association,
            QueuedRequests = counters.QueuedRequests,
            OutstandingRequests = _requests.Outstanding,
            EndedRequests = _requests.Ended,
            UnansweredInboundRequests = _inbound.Unanswered,
            WaitingInboundRequests = _inbound.Waiting,
            ReceivedRequests = _inbound.Received,
            OverdueRequests = _inbound.Overdue,
            LateAnswers = _inbound.LateAnswers,
            BytesSent = counters.BytesSent,
            BytesReceived = counters.BytesReceived,
            MessagesSent = counters.MessagesSent,
            MessagesReceived = counters.MessagesReceived,
            CreatedAt = _createdAt,
            OpenedAt = _openedAt,
            EstablishedAt = _establishedAt,
            Duration = _events.Duration,
            End = _end,
        };
    }
}
