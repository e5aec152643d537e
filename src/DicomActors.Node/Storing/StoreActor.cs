using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Events;
using DicomActors.Node.Actors;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Node.Storing;

/// <summary>
/// Gives files to the client of a peer, so many at a time that it never has to wait for one, and keeps the report. Completes
/// <c>done</c> once nothing more will come.
/// </summary>
internal sealed class StoreActor : UntypedActor, IWithTimers
{
    /// <summary>Requests in the client's queue: more than an association has contexts, few enough for a store of any size.</summary>
    private const int Window = 512;

    /// <summary>Files below this are over before their progress could be shown.</summary>
    private const long WorthWatching = 1 << 20;

    /// <summary>The most that a power failure takes from the report file of <c>--resume</c>; a flush for each file would slow down the store.</summary>
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private static readonly SendOptions Watched = new() { WantsProgress = true };

    private readonly IActorRef _client;
    private readonly ClientPeer _peer;
    private readonly StoreReport _report;
    private readonly StoreCounters _counters;
    private readonly AcceptedFiles? _accepted;
    private readonly TaskCompletionSource _done;
    private readonly Dictionary<TicketId, StoreFile> _sent = [];
    private readonly IEnumerator<StoreFile> _files;
    private bool _hasMore = true;

    public StoreActor(
        IActorRef client, ClientPeer peer, IEnumerable<StoreFile> files, StoreReport report, StoreCounters counters,
        AcceptedFiles? accepted, TaskCompletionSource done)
    {
        _client = client;
        _peer = peer;
        _files = files.GetEnumerator();
        _report = report;
        _counters = counters;
        _accepted = accepted;
        _done = done;
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override void PreStart()
    {
        if (_accepted is not null)
        {
            Timers.StartPeriodicTimer(FlushAccepted.Instance, FlushAccepted.Instance, FlushInterval);
        }

        Context.System.EventStream.Subscribe(Self, typeof(DicomAssociationAcceptedEvent));
        Context.System.EventStream.Subscribe(Self, typeof(TransferProgressEvent));

        // The first association is opened for all that is queued by then, not for the first file alone.
        _client.Tell(PausePeer.Instance);
        Proceed();
        _client.Tell(ResumePeer.Instance);
    }

    /// <inheritdoc />
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _files.Dispose();

        // Only then is the report nobody's but the reader's.
        _done.TrySetResult();
    }

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TicketEnded ended when _sent.Remove(ended.TicketId, out var file):
                Conclude(file, ended);
                Proceed();
                break;
            case EnqueueRefused refused when _sent.Remove(refused.TicketId, out var file):
                _report.Fail(file, refused.Message);
                Proceed();
                break;
            case TransferProgressEvent progress:
                _counters.Sent(progress.Request, progress.BytesSent);
                break;
            case DicomAssociationAcceptedEvent:
                _report.Associations++;
                if (_report.Associations == 1)
                {
                    Dicom.Get(Context.System).Peers.Tell(new ConfigurePeer(_peer.OnceAccepted));
                }

                break;
            case FlushAccepted:
                Write(static accepted => accepted.Flush(), "What was accepted in the last second may not be written down.");
                break;
            case Interrupt:
                _report.Stop(new VerbException(ExitCode.Interrupted, "interrupted."));
                Context.Stop(Self);
                break;
            case Enqueued or PeerConfigured:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Proceed()
    {
        while (_report.Stopped is null && _sent.Count < Window && (_hasMore = _files.MoveNext()))
        {
            var file = _files.Current;
            var command = new Enqueue(new CStoreRequest(file.Content)) { Options = file.Length >= WorthWatching ? Watched : null };
            _sent.Add(command.TicketId, file);
            _client.Tell(command);
        }

        if (_sent.Count == 0)
        {
            Context.Stop(Self);
        }
    }

    private void Conclude(StoreFile file, TicketEnded ended)
    {
        _counters.Done(ended.Request, file.Length);
        _report.Retried += Math.Max(0, ended.Attempts - 1);
        switch (ended)
        {
            case { IsSuccess: true }:
                Accept(file, ended.Response!);
                break;
            case { Outcome: TicketOutcome.Completed }:
                _report.Fail(file, Remark(ended.Response!));
                break;
            case { Failure: RequestFailure.NoPresentationContext }:
                _report.Fail(file, $"the peer does not take {Name(file.Content.SopClassUid)} in {file.Content.TransferSyntax.Name}.");
                break;
            case { Failure: RequestFailure.ContentUnavailable or RequestFailure.ContentFailed or RequestFailure.InvalidRequest }:
                _report.Fail(file, ended.Message);
                break;
            case { Failure: RequestFailure.ConnectionFailed or RequestFailure.AssociationRejected }:
                _report.Stop(PeerProblem.Explain(ended, _peer.Peer));
                break;
            default:
                _report.Lose(file, PeerProblem.Explain(ended, _peer.Peer));
                break;
        }
    }

    private void Accept(StoreFile file, DimseResponse response)
    {
        _report.Add(file, response.Status.Category == DimseStatusCategory.Warning ? Remark(response) : null);
        Write(accepted => accepted.Add(file), $"{file.Path} was stored and is not written down.");
    }

    private void Write(Action<AcceptedFiles> change, string otherwise)
    {
        try
        {
            if (_accepted is not null)
            {
                change(_accepted);
            }
        }
        catch (IOException problem)
        {
            _report.Stop(new VerbException(ExitCode.BadInput, $"--resume: {problem.Message} {otherwise}", problem));
        }
    }

    private static string Name(Uid sopClass) => sopClass.Name ?? sopClass.Value;

    private static string Remark(DimseResponse response) =>
        $"the peer answered {response.Status}{(response.ErrorComment is { Length: > 0 } comment ? $" ({comment})" : "")}.";

    /// <summary>Stop at once: what is not answered by now stays unsent in the report.</summary>
    internal sealed record Interrupt
    {
        /// <summary>The only instance needed.</summary>
        public static Interrupt Instance { get; } = new();
    }

    private sealed record FlushAccepted
    {
        public static FlushAccepted Instance { get; } = new();
    }
}
