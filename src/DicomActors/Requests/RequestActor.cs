using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Data;

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
    private readonly List<EncodedDataset> _matches = [];
    private bool _limitReached;
    private bool _answered;

    internal RequestActor(Converse command, IActorRef? asker, IActorRef connection)
    {
        _command = command;
        _asker = asker;
        _connection = connection;
    }

    internal static Props Props(Converse command, IActorRef? asker, IActorRef connection) =>
        ActorProducer<RequestActor>.Props(() => new RequestActor(command, asker, connection));

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RequestPendingEvent pending:
                Collect(pending);
                break;
            case RequestEvent { IsTerminal: true } ending:
                Answer(RequestResult.Of(ending, _matches, _limitReached));
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

    private void Collect(RequestPendingEvent pending)
    {
        // Responses already on their way when we cancelled are more than was asked for.
        if (_limitReached || pending.Response.Dataset is not { } match)
        {
            return;
        }

        _matches.Add(match);
        if (_matches.Count == _command.MaximumMatches)
        {
            _limitReached = true;
            _connection.Tell(new CancelRequest(_command.RequestId), Self);
        }
    }

    private void Answer(object answer)
    {
        if (!_answered)
        {
            _answered = true;
            _asker?.Tell(answer, _connection);
        }
    }
}
