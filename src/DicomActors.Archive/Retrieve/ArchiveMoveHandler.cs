using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Event;
using DicomActors.Archive.Index;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;

namespace DicomActors.Archive.Retrieve;

/// <summary>
/// Answers C-MOVE from the archive, Patient Root and Study Root (PS3.4 C.4.2). The destination is the peer of
/// <see cref="PeerRegistry"/> whose called AE title is that of the request; its regular client sends the instances, with its pool of
/// associations, its retries, and re-encoded where it has to be. No such peer: A801H.
/// </summary>
/// <remarks>
/// A few instances are with the client at a time, and their files are opened when they are sent. C-CANCEL takes back what is not
/// sent yet. A destination that takes nothing for <see cref="ArchiveRetrieveOptions.InstanceTimeout"/> is given up, and what remains
/// is counted as failed.
/// </remarks>
public sealed class ArchiveMoveHandler : CMoveHandlerActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly IActorRef _peers = Dicom.Get(Context.System).Peers;
    private readonly Dictionary<TicketId, PendingStore> _stores = [];
    private readonly ArchiveRetrieveOptions _options;
    private readonly ArchiveSelection _selection;

    /// <summary>Made with <see cref="Props"/>.</summary>
    public ArchiveMoveHandler(ArchiveIndex index, string folder, ArchiveRetrieveOptions options)
        : base(RequireOptions(options).HandlerOptions, SopClasses.PatientRootMove, SopClasses.StudyRootMove)
    {
        _options = options;
        _selection = new ArchiveSelection(index, folder);
        Receive<Enqueued>(static _ => { });
        Receive<EnqueueRefused>(refused => Take(refused.TicketId)?.Ended.SetResult(refused));
        Receive<TicketEnded>(ended => Take(ended.TicketId)?.Ended.SetResult(ended));
        Receive<Terminated>(terminated => LoseAll(store => store.Client.Equals(terminated.ActorRef)));
    }

    /// <summary>How to make one.</summary>
    /// <param name="index">What there is.</param>
    /// <param name="folder">The folder the index is of.</param>
    /// <param name="options">Limits. Null: the defaults.</param>
    public static Props Props(ArchiveIndex index, string folder, ArchiveRetrieveOptions? options = null)
    {
        var given = options ?? new ArchiveRetrieveOptions();
        return Akka.Actor.Props.Create(() => new ArchiveMoveHandler(index, folder, given));
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<DicomContent> SelectAsync(
        InboundExchange exchange, CMoveRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Asked for first: an unknown destination is refused whether or not anything matches.
        await FindPeerAsync(request.MoveDestination, cancellationToken).ConfigureAwait(true);
        foreach (var instance in await _selection.SelectAsync(request.SopClassUid, request.Identifier, cancellationToken).ConfigureAwait(true))
        {
            yield return instance;
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<InstanceSender> OpenSenderAsync(
        InboundExchange exchange, CMoveRequest request, IReadOnlyList<DicomContent> instances, CancellationToken cancellationToken)
    {
        var peer = await FindPeerAsync(request.MoveDestination, cancellationToken).ConfigureAwait(true);
        return new PeerSender(this, peer, request.Priority);
    }

    /// <summary>Never asked: the destination's own client opens its associations.</summary>
    protected override ValueTask<AdvancedDicomClientConnectionRequest?> FindDestinationAsync(string aeTitle, CancellationToken cancellationToken) =>
        new((AdvancedDicomClientConnectionRequest?)null);

    /// <inheritdoc/>
    protected override void PostStop()
    {
        base.PostStop();
        LoseAll(static _ => true);
    }

    private static ArchiveRetrieveOptions RequireOptions(ArchiveRetrieveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options;
    }

    private async ValueTask<PeerEntry> FindPeerAsync(string aeTitle, CancellationToken cancellationToken)
    {
        var known = await _peers.Ask<PeerList>(GetPeers.Instance, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(true);
        return known.FindByCalledAETitle(aeTitle)
            ?? throw new DimseFailureException(DimseStatus.MoveDestinationUnknown, $"{aeTitle} is not known here");
    }

    /// <summary>Gives a store to the destination's client. Its outcome, or its refusal, is the result.</summary>
    private Task<object> Enqueue(IActorRef client, Enqueue command)
    {
        var store = new PendingStore(client);
        _stores.Add(command.TicketId, store);
        Context.Watch(client).Tell(command, Self);
        return store.Ended.Task;
    }

    private PendingStore? Take(TicketId id) => _stores.Remove(id, out var store) ? store : null;

    private void LoseAll(Func<PendingStore, bool> where)
    {
        foreach (var (id, store) in _stores.Where(entry => where(entry.Value)).ToList())
        {
            _stores.Remove(id);
            store.Ended.SetException(new IOException("The client of the destination has stopped."));
        }
    }

    private sealed class PendingStore(IActorRef client)
    {
        public IActorRef Client { get; } = client;

        public TaskCompletionSource<object> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Runs in the actor, as the methods of a handler do.</summary>
    private sealed class PeerSender(ArchiveMoveHandler actor, PeerEntry destination, DimsePriority priority) : InstanceSender
    {
        private int _taken;
        private bool _isGivenUp;
        private bool _hasWarned;

        public override int MaximumUnderWay => actor._options.MaximumUnderWay;

        public override async ValueTask<DimseStatus> SendAsync(CStoreRequest request, CancellationToken cancellationToken)
        {
            if (_isGivenUp)
            {
                return DimseStatus.UnableToPerformSubOperations;
            }

            var command = new Enqueue(request) { Deadline = actor._options.InstanceTimeout, Priority = PriorityOf(priority) };
            var takenBefore = _taken;
            var ended = actor.Enqueue(destination.Client, command);
            using var cancelling = cancellationToken.Register(
                () => destination.Client.Tell(new CancelTicket(command.TicketId), ActorRefs.NoSender));
            switch (await ended.ConfigureAwait(true))
            {
                case TicketEnded { Outcome: TicketOutcome.Completed, Response: { } response }:
                    _taken++;
                    return response.Status;
                case TicketEnded { Outcome: TicketOutcome.Cancelled }:
                    throw new OperationCanceledException(cancellationToken);
                case TicketEnded { Failure: RequestFailure.ContentUnavailable or RequestFailure.ContentFailed } unreadable:
                    // Names of files may be names of patients.
                    actor._log.Debug("{0}", unreadable.Message);
                    return Fail("its file cannot be read.");
                case TicketEnded outcome:
                    _isGivenUp |= outcome.Outcome == TicketOutcome.Expired && _taken == takenBefore;
                    return Fail(outcome.Message);
                case EnqueueRefused refused:
                    return Fail(refused.Message);
                case var other:
                    throw new InvalidOperationException($"A client answered {other}.");
            }
        }

        private static RequestPriority PriorityOf(DimsePriority priority) => priority switch
        {
            DimsePriority.High => RequestPriority.High,
            DimsePriority.Low => RequestPriority.Low,
            _ => RequestPriority.Medium,
        };

        private DimseStatus Fail(string message)
        {
            if (!_hasWarned)
            {
                _hasWarned = true;
                actor._log.Warning("C-MOVE to {0}: an instance could not be sent: {1}", destination.Peer.CalledAETitle, message);
            }

            return DimseStatus.UnableToPerformSubOperations;
        }
    }
}
