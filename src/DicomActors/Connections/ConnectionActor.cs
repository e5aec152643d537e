using System.Diagnostics.CodeAnalysis;
using System.Net;
using Akka.Actor;
using DicomActors.Handlers;
using DicomActors.Protocol;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.StateMachine;
using DicomActors.Protocol.Transport;
using DicomActors.Requests;
using DicomActors.Telemetry;

namespace DicomActors.Connections;

/// <summary>
/// One transport connection and its one association: the control plane of a <see cref="DicomService"/>. Takes the
/// <see cref="IConnectionCommand"/>s; made by the <see cref="ConnectionFactory"/> only, never restarted, and stopped when the
/// connection is over. Its behaviours are named after what the association is doing (<see cref="ConnectionPhase"/>).
/// </summary>
/// <remarks>
/// Per request one message comes in, and its answers go from the engine straight to the asker; the content of a request never
/// passes through a mailbox.
/// <code>
/// requestor: Connecting ─► AwaitingAssociation ─► Negotiating ─► Established ─► Releasing ─► Closed
/// acceptor:                                       Negotiating ─► Established ─► Releasing ─► Closed
/// every phase ─► Closed
/// </code>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "An actor ends what it owns in PostStop.")]
public sealed partial class ConnectionActor : UntypedActor, IWithTimers
{
    private const string AssociationTimer = "association";
    private const string HandlerTimer = "handlers";

    // The peer left before the association was asked for: whoever is about to ask is answered rather than left in silence.
    private static readonly TimeSpan WaitForOpener = TimeSpan.FromSeconds(1);

    private readonly ConnectionArguments _arguments;
    private readonly DicomExtension _dicom;
    private readonly DicomServiceOptions _options;
    private readonly ConnectionEvents _events;
    private readonly ConnectionTelemetry _telemetry;
    private readonly RequestLedger _requests;
    private readonly InboundDesk _inbound;
    private readonly ConnectionServiceUser _user;
    private readonly DateTimeOffset _createdAt;
    private readonly CancellationTokenSource _stop = new();

    private ConnectionPhase _phase;
    private ConnectionAttempt? _attempt;
    private TransportConnection? _transport;
    private WatchedTransport? _watched;
    private DicomService? _service;
    private EndPoint? _localEndPoint;
    private EndPoint? _remoteEndPoint;
    private DateTimeOffset? _openedAt;
    private Association? _association;
    private DateTimeOffset? _establishedAt;
    private ConnectionEnd? _end;
    private int _requestActors;
    private bool _windsDown;
    private bool _awaitsOpener;

    internal ConnectionActor(ConnectionArguments arguments)
    {
        _arguments = arguments;
        _dicom = Dicom.Get(Context.System);
        var options = arguments.Request?.ServiceOptions ?? arguments.Acceptor?.ServiceOptions ?? _dicom.Settings.Service;
        _options = _dicom.Counting(options);
        _createdAt = _options.TimeProvider.GetUtcNow();
        _telemetry = new ConnectionTelemetry(_dicom.Telemetry, arguments, _options.TimeProvider);
        _events = new ConnectionEvents(arguments.Id, Self, Context.System.EventStream, _options.TimeProvider);
        if (arguments.TracesPdus ?? _dicom.Settings.TracePdus)
        {
            _options = _options with { Inspector = new PduTracer(_events, _options.Inspector) };
        }

        _requests = new RequestLedger(_events, _telemetry);
        _inbound = new InboundDesk(_events, _telemetry, _dicom.Handlers, arguments.OwnHandlers, _dicom.Settings, Context.System);
        _user = new ConnectionServiceUser(arguments.Role, _events, _telemetry, _requests, _inbound);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    internal static Props Props(ConnectionArguments arguments) => ActorProducer<ConnectionActor>.Props(() => new ConnectionActor(arguments));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        if (_arguments.Request is { } request)
        {
            Enter(ConnectionPhase.Connecting, Connecting);
            _attempt = new ConnectionAttempt(_options.ConnectTimeout, _options.TimeProvider);
            _ = _attempt.RunAsync(request.Connector, Self, _arguments.GivenUp);
        }
        else
        {
            _transport = _arguments.Transport!;
            Opened(_transport);
            Enter(ConnectionPhase.Negotiating, Negotiating);
            Run(DicomService.ForAcceptor(_transport, _user, _options, EngineLogger()), null);
        }
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        // Stopped from outside, or crashed: nothing that was promised may stay untold.
        _end ??= new ConnectionEnd(ConnectionEndReason.Stopped, "The connection's actor was stopped.");
        _user.Close(_end);
        AnswerAskers(_end);
        _ = _attempt?.DisposeAsync().AsTask();
        _stop.Cancel();
        if (_service is null)
        {
            _transport?.Abort();
        }
    }

    /// <summary>Never reached: <see cref="PreStart"/> enters the first behaviour.</summary>
    protected override void OnReceive(object message) => Unhandled(message);

    private void Connecting(object message)
    {
        switch (message)
        {
            case ConnectionAttempt.Succeeded succeeded:
                Opened(succeeded.Transport);
                Enter(ConnectionPhase.AwaitingAssociation, AwaitingAssociation);
                _transport = _watched = new WatchedTransport(_attempt!.Take()!);
                _attempt.Dispose();
                _attempt = null;
                _ = _watched.WatchAsync(Self);
                Timers.StartSingleTimer(AssociationTimer, AssociationOverdue.Instance, _dicom.Settings.AssociationWait);
                break;
            case ConnectionAttempt.Failed failed:
                End(failed.ToEnd(_arguments.Request!.Connector.Target, _options.ConnectTimeout));
                break;
            case CloseConnection or AbortAssociation or WindDown:
                AskUnlessWindingDown(message);
                End(new ConnectionEnd(ConnectionEndReason.Stopped, "The connection was closed while connecting."));
                break;
            default:
                InAnyPhase(message);
                break;
        }
    }

    private void AwaitingAssociation(object message)
    {
        switch (message)
        {
            case OpenAssociation command:
                Timers.Cancel(AssociationTimer);
                Ask(AskedFor.Association);
                Enter(ConnectionPhase.Negotiating, Negotiating);
                var connector = new EstablishedConnector(_watched!.Use(), _arguments.Request!.Connector.Target);
                Run(DicomService.ForRequestor(connector, command.Request, _user, _options, EngineLogger()), connector);
                break;
            case WatchedTransport.PeerLeft left:
                _transport!.Abort();
                _awaitsOpener = true;
                End(left.ToEnd());
                Timers.StartSingleTimer(AssociationTimer, AssociationOverdue.Instance, WaitForOpener);
                break;
            case AssociationOverdue:
                End(new ConnectionEnd(ConnectionEndReason.IdleTimeout, string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"Nobody asked for the association within {_dicom.Settings.AssociationWait.TotalSeconds:0.###} s.")));
                break;
            case CloseConnection or AbortAssociation or WindDown:
                AskUnlessWindingDown(message);
                End(new ConnectionEnd(ConnectionEndReason.Stopped, "The connection was closed before an association was asked for."));
                break;
            default:
                InAnyPhase(message);
                break;
        }
    }

    private void Negotiating(object message)
    {
        switch (message)
        {
            case WindDown when _arguments.Role == AssociationRole.Acceptor && _service!.Association is null:
                // A peer we have not accepted yet has nothing to finish.
                _service!.Abort("Shutting down.");
                break;
            case WindDown:
                _windsDown = true;
                break;
            case ConnectionServiceUser.Established established:
                _association = established.Association;
                _establishedAt = _events.Now;
                Enter(ConnectionPhase.Established, Established);
                Answer(AskedFor.Association, new AssociationOpened(_events.Id, established.Association));
                if (_windsDown)
                {
                    Established(WindDown.Instance);
                }

                break;
            case ConnectionServiceUser.Asked asked:
                Admit(asked.Indication);
                break;
            case ReleaseAssociation:
                Refuse("There is no association yet.");
                break;
            default:
                WithEngine(message);
                break;
        }
    }

    private void Established(object message)
    {
        switch (message)
        {
            case SendRequest command:
                Send(command);
                break;
            case StreamRequest command:
                Send(command);
                break;
            case Converse command:
                Send(command);
                break;
            case ReleaseAssociation or WindDown:
                if (message is ReleaseAssociation)
                {
                    Ask(AskedFor.Release);
                }

                Enter(ConnectionPhase.Releasing, Releasing);
                _service!.Release();
                break;
            case ConnectionServiceUser.ReleaseAsked:
                Enter(ConnectionPhase.Releasing, Releasing);
                break;
            default:
                WithEngine(message);
                break;
        }
    }

    private void Releasing(object message)
    {
        switch (message)
        {
            case ReleaseAssociation:
                Ask(AskedFor.Release);
                break;
            case ConnectionServiceUser.ReleaseAsked:
                break;
            default:
                WithEngine(message);
                break;
        }
    }

    private void Closed(object message)
    {
        switch (message)
        {
            case CloseConnection or AbortAssociation or AwaitClosed:
                Sender.Tell(new ConnectionClosed(_events.Id, _end!), Self);
                _awaitsOpener = false;
                StopWhenTold();
                break;
            case ReleaseAssociation:
                Sender.Tell(AnswerTo(AskedFor.Release, _end!), Self);
                break;
            case OpenAssociation:
                Sender.Tell(AnswerTo(AskedFor.Association, _end!), Self);
                _awaitsOpener = false;
                StopWhenTold();
                break;
            case AssociationOverdue:
                _awaitsOpener = false;
                StopWhenTold();
                break;
            case ConnectionServiceUser.Ended:
                break;
            default:
                InAnyPhase(message);
                break;
        }
    }

    /// <summary>What is the same in every phase in which the engine runs.</summary>
    private void WithEngine(object message)
    {
        switch (message)
        {
            case CancelRequest command:
                Cancel(command);
                break;
            case PullResponses command:
                _requests.Find(command.RequestId)?.Pull(command.Count);
                break;
            case CancelOverdue overdue:
                AbortIfOutstanding(overdue);
                break;
            case SendNextMessage:
                _service!.SendNextMessage();
                break;
            case AbortAssociation command:
                Ask(AskedFor.Close);
                _service!.Abort(command.Cause);
                break;
            case CloseConnection:
                Ask(AskedFor.Close);
                _service!.Abort("The connection was closed.");
                break;
            case ConnectionServiceUser.Ended ended:
                End(ended.End);
                break;
            default:
                InAnyPhase(message);
                break;
        }
    }

    private void InAnyPhase(object message)
    {
        switch (message)
        {
            case GetConnectionStatus:
                Sender.Tell(Status(), Self);
                break;
            case AwaitClosed:
                Ask(AskedFor.Close);
                break;
            case InboundResponse response:
                _inbound.Respond(response);
                break;
            case InboundDesk.HandlerAwaited or HandlersOverdue:
                if (_inbound.FailOverdue() is { } next)
                {
                    Timers.StartSingleTimer(HandlerTimer, HandlersOverdue.Instance, next);
                }

                break;
            case RequestConversation.StreamEnded ended:
                ForgetStream(ended.RequestId);
                break;
            case Terminated terminated:
                OnTerminated(terminated.ActorRef);
                break;
            case WindDown or CancelRequest or CancelOverdue or PullResponses or SendNextMessage or AssociationOverdue
                or ConnectionServiceUser.ReleaseAsked or WatchedTransport.PeerLeft:
                // They crossed the end of what they were meant for; the terminal events tell how that ended.
                break;
            case SendRequest command:
                RefuseRequest(command.RequestId, command.Request, Context.Asker(), answersOnce: false);
                break;
            case StreamRequest command:
                RefuseRequest(command.RequestId, command.Request, command.Receiver ?? Context.Asker(), answersOnce: false);
                break;
            case Converse command:
                RefuseRequest(command.RequestId, command.Request, Context.Asker(), answersOnce: true);
                break;
            case OpenAssociation when _phase > ConnectionPhase.AwaitingAssociation:
                Refuse("A connection carries one association, once: open another connection.");
                break;
            case IConnectionCommand:
                Refuse($"{message.GetType().Name} is not possible now.");
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Told by the factory: end as soon as that can be done politely. Nobody waits for the answer.</summary>
    internal sealed record WindDown
    {
        public static WindDown Instance { get; } = new();
    }

    private sealed record AssociationOverdue
    {
        public static AssociationOverdue Instance { get; } = new();
    }

    private sealed record HandlersOverdue
    {
        public static HandlersOverdue Instance { get; } = new();
    }
}
