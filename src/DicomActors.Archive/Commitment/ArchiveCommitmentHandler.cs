using Akka.Actor;
using Akka.Event;
using DicomActors.Archive.Index;
using DicomActors.Clients;
using DicomActors.Events;
using DicomActors.Handlers;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Archive.Commitment;

/// <summary>
/// Storage commitment, push model (PS3.4 Annex J). An N-ACTION is answered at once; what is committed is what the index has and whose
/// file is there with its length. The report goes out on the same association if the peer keeps it open, otherwise on a new
/// one through the regular client of the peer whose called AE title is that of the asker, where we ask for the SCP role.
/// </summary>
/// <remarks>
/// The report is tried until the peer takes it or <see cref="ArchiveCommitmentOptions.DeliveryLimit"/> is over; a peer may get it
/// twice. Reports are kept in memory: those of a process that ends are lost, and peers that hear nothing ask again. Failure reasons
/// are 0112H (not here), 0119H (of another SOP class), 0131H (the transaction UID is in use) and 0110H (the index cannot be read).
/// </remarks>
public sealed class ArchiveCommitmentHandler : DicomRequestHandlerActor, IWithTimers
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly DicomExtension _dicom = Dicom.Get(Context.System);
    private readonly Dictionary<long, CommitmentTransaction> _transactions = [];
    private readonly ArchiveIndex _index;
    private readonly string _folder;
    private readonly ArchiveCommitmentOptions _options;
    private long _accepted;

    /// <summary>Made with <see cref="Props"/>.</summary>
    public ArchiveCommitmentHandler(ArchiveIndex index, string folder, ArchiveCommitmentOptions options)
        : base((DimseCommand.NActionRequest, SopClasses.StorageCommitmentPushModel))
    {
        _index = index;
        _folder = Path.GetFullPath(folder);
        _options = options;
        Receive<InboundRequestReceived>(received => Accept(received.Exchange));
        Receive<Checked>(message => With(message.Number, transaction => Report(transaction, message.Report)));
        Receive<WaitOver>(message => With(message.Number, ReportOnSameAssociation));
        Receive<RequestEvent>(EndOnSameAssociation);
        Receive<PeersKnown>(message => With(message.Number, transaction => ReportThroughClient(transaction, message.Peers)));
        Receive<Enqueued>(static _ => { });
        Receive<EnqueueRefused>(refused => WithUnderWay(refused.TicketId, transaction => TryAgainLater(transaction, refused.Message)));
        Receive<TicketEnded>(EndThroughClient);
        Receive<RetryDue>(message => With(message.Number, FindPeer));
        Receive<Terminated>(terminated => Lose(terminated.ActorRef));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private TimeProvider Time => _dicom.Settings.Service.TimeProvider;

    /// <summary>How to make one.</summary>
    /// <param name="index">What there is.</param>
    /// <param name="folder">The folder the index is of.</param>
    /// <param name="options">Limits. Null: the defaults.</param>
    public static Props Props(ArchiveIndex index, string folder, ArchiveCommitmentOptions? options = null)
    {
        var given = options ?? new ArchiveCommitmentOptions();
        return Akka.Actor.Props.Create(() => new ArchiveCommitmentHandler(index, folder, given));
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        base.PostStop();
        if (_transactions.Count > 0)
        {
            _log.Warning("storage commitment: {0} reports were not delivered before the end", _transactions.Count);
        }
    }

    private void Accept(InboundExchange exchange)
    {
        var action = (NActionRequest)exchange.Request;
        if (!CommitmentRequest.TryParse(action, out var request, out var refusal))
        {
            exchange.Fail(refusal);
            return;
        }

        if (_transactions.Count >= _options.MaximumTransactions)
        {
            exchange.Respond(DimseStatus.ResourceLimitation);
            return;
        }

        var association = exchange.Association;
        var ownAETitle = association.OwnAETitle;
        var isDuplicate = _transactions.Values.Any(other => other.Request.TransactionUid == request.TransactionUid);
        var transaction = new CommitmentTransaction(
            ++_accepted, request, association.PeerAETitle, ownAETitle, Context.Watch(exchange.Connection), Time.GetTimestamp());
        _transactions.Add(transaction.Number, transaction);

        // The answer first: the connection sends what it is given in that order.
        exchange.Respond(new NActionResponse(DimseStatus.Success) { ActionTypeId = action.ActionTypeId });
        if (isDuplicate)
        {
            Report(transaction, CommitmentReport.Create(request, ownAETitle, static _ => CommitmentReport.DuplicateTransaction));
        }
        else
        {
            CheckAsync(request, ownAETitle).PipeTo(Self, success: report => new Checked(transaction.Number, report));
        }
    }

    private async Task<NEventReportRequest> CheckAsync(CommitmentRequest request, string ownAETitle)
    {
        try
        {
            var found = await _index.LocateAsync([.. request.References.Select(reference => reference.SopInstanceUid)]).ConfigureAwait(false);
            return CommitmentReport.Create(request, ownAETitle, reference => FailureOf(reference, found));
        }
        catch (Exception exception) when (exception is ArchiveIndexException or IOException)
        {
            // Neither file nor path: names may be in them.
            _log.Error("storage commitment: index or file could not be looked at ({0})", exception.GetType().Name);
            return CommitmentReport.Create(request, ownAETitle, static _ => CommitmentReport.ProcessingFailure);
        }
    }

    private ushort? FailureOf(CommitmentReference reference, IReadOnlyDictionary<Uid, IndexedInstance> found)
    {
        if (!found.TryGetValue(reference.SopInstanceUid, out var instance))
        {
            return CommitmentReport.NoSuchInstance;
        }

        if (instance.SopClassUid != reference.SopClassUid)
        {
            return CommitmentReport.ClassInstanceConflict;
        }

        var file = new FileInfo(Path.Combine(_folder, instance.RelativePath));
        return file.Exists && file.Length == instance.Length ? null : CommitmentReport.NoSuchInstance;
    }

    private void Report(CommitmentTransaction transaction, NEventReportRequest report)
    {
        transaction.Report = report;
        if (transaction.Connection is null)
        {
            FindPeer(transaction);
        }
        else if (_options.SameAssociationWait > TimeSpan.Zero)
        {
            Timers.StartSingleTimer(transaction.Number, new WaitOver(transaction.Number), _options.SameAssociationWait);
        }
        else
        {
            ReportOnSameAssociation(transaction);
        }
    }

    private void ReportOnSameAssociation(CommitmentTransaction transaction)
    {
        if (transaction.Connection is not { } connection)
        {
            FindPeer(transaction);
            return;
        }

        var command = new SendRequest(transaction.Report!);
        transaction.UnderWay = command.RequestId;
        connection.Tell(command, Self);
    }

    private void EndOnSameAssociation(RequestEvent ending)
    {
        if (!ending.IsTerminal)
        {
            return;
        }

        WithUnderWay(ending.RequestId, transaction =>
        {
            if (ending is RequestCompletedEvent { Response.Status.IsSuccessOrWarning: true })
            {
                _transactions.Remove(transaction.Number);
            }
            else
            {
                FindPeer(transaction);
            }
        });
    }

    private void FindPeer(CommitmentTransaction transaction) => _dicom.Peers
        .Ask<PeerList>(GetPeers.Instance, Timeout.InfiniteTimeSpan)
        .PipeTo(Self, success: peers => new PeersKnown(transaction.Number, peers));

    private void ReportThroughClient(CommitmentTransaction transaction, PeerList known)
    {
        var left = _options.DeliveryLimit - Time.GetElapsedTime(transaction.AcceptedAt);
        if (known.FindByCalledAETitle(transaction.PeerAETitle) is not { } peer)
        {
            TryAgainLater(transaction, "no peer with that AE title is configured");
            return;
        }

        // Whoever is told twice that something is safe has lost nothing.
        var command = new Enqueue(transaction.Report!) { Repeatable = true, Deadline = left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1) };
        transaction.UnderWay = command.TicketId;
        transaction.Client = Context.Watch(peer.Client);
        peer.Client.Tell(command, Self);
    }

    private void EndThroughClient(TicketEnded ended) => WithUnderWay(ended.TicketId, transaction =>
    {
        if (ended.IsSuccess)
        {
            _transactions.Remove(transaction.Number);
        }
        else
        {
            TryAgainLater(transaction, ended.Message);
        }
    });

    private void TryAgainLater(CommitmentTransaction transaction, string why)
    {
        if (Time.GetElapsedTime(transaction.AcceptedAt) + _options.RetryInterval >= _options.DeliveryLimit)
        {
            _transactions.Remove(transaction.Number);
            _log.Error("storage commitment: a report to {0} is given up: {1}", transaction.PeerAETitle, why);
            return;
        }

        _log.Warning("storage commitment: a report to {0} is tried again in {1}: {2}", transaction.PeerAETitle, _options.RetryInterval, why);
        Timers.StartSingleTimer(transaction.Number, new RetryDue(transaction.Number), _options.RetryInterval);
    }

    /// <summary>A connection or a client has stopped. What it had to answer, it has answered before.</summary>
    private void Lose(IActorRef actor)
    {
        foreach (var transaction in _transactions.Values.ToList())
        {
            if (actor.Equals(transaction.Client) && transaction.UnderWay is TicketId)
            {
                (transaction.Client, transaction.UnderWay) = (null, null);
                TryAgainLater(transaction, "its client has stopped");
            }
            else if (actor.Equals(transaction.Connection))
            {
                transaction.Connection = null;
                if (transaction.UnderWay is RequestId || Timers.IsTimerActive(transaction.Number))
                {
                    Timers.Cancel(transaction.Number);
                    transaction.UnderWay = null;
                    FindPeer(transaction);
                }
            }
        }
    }

    private void With(long number, Action<CommitmentTransaction> act)
    {
        if (_transactions.TryGetValue(number, out var transaction))
        {
            act(transaction);
        }
    }

    private void WithUnderWay(object id, Action<CommitmentTransaction> act)
    {
        if (_transactions.Values.FirstOrDefault(transaction => id.Equals(transaction.UnderWay)) is { } transaction)
        {
            transaction.UnderWay = null;
            act(transaction);
        }
    }

    private sealed record Checked(long Number, NEventReportRequest Report);

    private sealed record WaitOver(long Number);

    private sealed record RetryDue(long Number);

    private sealed record PeersKnown(long Number, PeerList Peers);
}
