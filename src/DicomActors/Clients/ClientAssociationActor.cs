using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Requests;

namespace DicomActors.Clients;

/// <summary>
/// One association of a <see cref="DicomClientActor"/>, its parent: opens it, sends what it is given, reports how each attempt
/// and in the end the association itself ended. Decides nothing.
/// </summary>
internal sealed class ClientAssociationActor : UntypedActor
{
    private readonly AdvancedDicomClientConnectionRequest _request;
    private readonly AssociationRequest _association;
    private readonly Dictionary<RequestId, Attempt> _attempts = [];
    private IActorRef? _connection;
    private ConnectionEnd? _end;
    private bool _closes;

    private ClientAssociationActor(AdvancedDicomClientConnectionRequest request, AssociationRequest association)
    {
        _request = request;
        _association = association;
    }

    public static Props Props(AdvancedDicomClientConnectionRequest request, AssociationRequest association) =>
        ActorProducer<ClientAssociationActor>.Props(() => new ClientAssociationActor(request, association));

    protected override void PreStart() => Dicom.Get(Context.System).ConnectionFactory.Tell(new OpenConnection(_request), Self);

    protected override void PostStop() => _connection?.Tell(CloseConnection.Instance, ActorRefs.NoSender);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ConnectionOpened opened:
                Open(opened.Connection);
                break;
            case AssociationOpened opened:
                Context.Parent.Tell(new Established(opened.Association), Self);
                break;
            case Send command:
                Start(command);
                break;
            case RequestPendingEvent pending:
                Collect(pending);
                break;
            case RequestEvent { IsTerminal: true } ending:
                Finish(ending);
                break;
            case Cancel command:
                CancelAttempt(command.TicketId);
                break;
            case Release:
                _closes = true;
                _connection?.Tell(ReleaseAssociation.Instance, Self);
                break;
            case Abort command:
                _closes = true;
                _connection?.Tell(new AbortAssociation(command.Cause), Self);
                break;
            case Status.Failure failure when _connection is null:
                End(EndOf(failure.Cause), failure.Cause);
                break;
            case ConnectionClosed closed:
                _end = closed.End;
                break;
            case Terminated:
                End(_end ?? new ConnectionEnd(ConnectionEndReason.Stopped, "The connection's actor was stopped."), null);
                break;
            case RequestEvent or Status.Failure or AssociationReleased:
                // What they say is also said by the ConnectionClosed that follows.
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Open(IActorRef connection)
    {
        _connection = Context.Watch(connection);
        connection.Tell(AwaitClosed.Instance, Self);
        if (_closes)
        {
            connection.Tell(CloseConnection.Instance, Self);
        }
        else
        {
            connection.Tell(new OpenAssociation(_association), Self);
        }
    }

    private void Start(Send command)
    {
        var attempt = new Attempt(command.Request);
        var id = RequestId.Next();
        _attempts.Add(id, attempt);
        _connection!.Tell(new SendRequest(command.Message)
        {
            RequestId = id,
            Options = command.Request.Command.Options,
            ParentActivity = command.Request.Command.ParentActivity,
        }, Self);
    }

    private void Collect(RequestPendingEvent pending)
    {
        if (!_attempts.TryGetValue(pending.RequestId, out var attempt))
        {
            return;
        }

        attempt.Counts = attempt.Counts.UpdatedBy(pending.Response);
        if (attempt.LimitReached || pending.Response.Dataset is not { } match)
        {
            return;
        }

        attempt.Matches.Add(match);
        if (attempt.Matches.Count == attempt.Request.Command.MaximumMatches)
        {
            attempt.LimitReached = true;
            _connection!.Tell(new CancelRequest(pending.RequestId), Self);
        }
    }

    private void Finish(RequestEvent ending)
    {
        if (_attempts.Remove(ending.RequestId, out var attempt))
        {
            Context.Parent.Tell(new AttemptEnded(attempt.Request, ending, attempt.Matches, attempt.LimitReached) { Counts = attempt.Counts }, Self);
        }
    }

    private void CancelAttempt(TicketId ticketId)
    {
        foreach (var (id, _) in _attempts.Where(entry => entry.Value.Request.TicketId == ticketId))
        {
            _connection!.Tell(new CancelRequest(id), Self);
        }
    }

    private void End(ConnectionEnd end, Exception? cause)
    {
        // The connection answers all it has received before it stops: what is unanswered it never saw.
        foreach (var attempt in _attempts.Values)
        {
            Context.Parent.Tell(new AttemptEnded(attempt.Request, null, [], LimitReached: false), Self);
        }

        _attempts.Clear();
        _connection = null;
        Context.Parent.Tell(new Over(end, IsOurLimit: cause is ConnectionRefusedException), Self);
        Context.Stop(Self);
    }

    private static ConnectionEnd EndOf(Exception cause) => cause is ConnectionFailedException failed
        ? failed.End
        : new ConnectionEnd(ConnectionEndReason.Stopped, cause.Message, cause);

    /// <summary>From the client: send this.</summary>
    /// <param name="Request">What was queued.</param>
    /// <param name="Message">What to send for it on this association.</param>
    internal sealed record Send(QueuedRequest Request, DimseRequest Message);

    /// <summary>From the client: cancel this.</summary>
    internal sealed record Cancel(TicketId TicketId);

    /// <summary>From the client: release once everything sent is answered.</summary>
    internal sealed record Release;

    /// <summary>From the client: abort now.</summary>
    internal sealed record Abort(string Cause);

    /// <summary>To the client: it stands.</summary>
    internal sealed record Established(Association Association);

    /// <summary>To the client: an attempt ended.</summary>
    /// <param name="Request">The request.</param>
    /// <param name="Ending">Its terminal event; null: the connection never saw it.</param>
    /// <param name="Matches">The data sets of its pending responses.</param>
    /// <param name="LimitReached">Whether it was cancelled because it had enough of them.</param>
    internal sealed record AttemptEnded(
        QueuedRequest Request, RequestEvent? Ending, IReadOnlyList<EncodedDataset> Matches, bool LimitReached)
    {
        /// <summary>The numbers of sub-operations that its pending responses stated last.</summary>
        public SubOperationCounts Counts { get; init; } = SubOperationCounts.Unknown;
    }

    /// <summary>To the client, last: the association is over, and every attempt reported.</summary>
    /// <param name="End">How.</param>
    /// <param name="IsOurLimit">Whether it never came about because this system has all the connections it may have.</param>
    internal sealed record Over(ConnectionEnd End, bool IsOurLimit);

    private sealed class Attempt(QueuedRequest request)
    {
        public QueuedRequest Request { get; } = request;

        public List<EncodedDataset> Matches { get; } = [];

        public SubOperationCounts Counts { get; set; } = SubOperationCounts.Unknown;

        public bool LimitReached { get; set; }
    }
}
