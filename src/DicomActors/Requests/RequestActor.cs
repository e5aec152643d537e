using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Engine;

namespace DicomActors.Requests;

/// <summary>
/// One conversation with many responses: collects them and answers whoever asked once, with the whole. A child of its
/// connection, which tells it the events of its request directly.
/// </summary>
public sealed class RequestActor : UntypedActor
{
    private readonly Converse _command;
    private readonly IActorRef? _asker;
    private readonly IActorRef _connection;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly RequestResult _result;
    private bool _answered;

    internal RequestActor(Converse command, IActorRef? asker, IActorRef connection, TimeProvider time)
    {
        _command = command;
        _asker = asker;
        _connection = connection;
        _time = time;
        _startedAt = time.GetTimestamp();
        _result = new RequestResult(command.MaximumMatches);
    }

    internal static Props Props(Converse command, IActorRef? asker, IActorRef connection, TimeProvider time) =>
        ActorProducer<RequestActor>.Props(() => new RequestActor(command, asker, connection, time));

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RequestPendingEvent pending:
                if (_result.Collect(pending.Response))
                {
                    _connection.Tell(new CancelRequest(_command.RequestId), Self);
                }

                break;
            case RequestEvent { IsTerminal: true } ending:
                Answer(_result.Of(ending, _time.GetElapsedTime(_startedAt)));
                Context.Stop(Self);
                break;
            case RequestEvent:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void PostStop() => Answer(new Status.Failure(new ConnectionClosedException(
        new ConnectionEnd(ConnectionEndReason.Stopped, "The connection's actor was stopped before the conversation ended."))));

    private void Answer(object answer)
    {
        if (!_answered)
        {
            _answered = true;
            _asker?.Tell(answer, _connection);
        }
    }
}
