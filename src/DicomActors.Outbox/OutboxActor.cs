using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Event;
using DicomActors.Clients;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using Microsoft.Data.Sqlite;

namespace DicomActors.Outbox;

/// <summary>
/// Delivers what is in an outbox file through the regular clients of its system, at least once, also what an earlier process left
/// behind. Takes the <see cref="IOutboxCommand"/>s. Of each peer only <see cref="OutboxOptions.MaximumInFlight"/> entries are in memory.
/// </summary>
/// <remarks>
/// What has arrived in the mailbox when a commit begins shares it, so that many entries cost one flush of the disk. The flush
/// blocks this actor: give it a dispatcher of its own in a system with work that must not wait. While the file cannot be opened,
/// because another process has it for instance, every command is answered with <c>Status.Failure</c> of an <see cref="OutboxException"/>;
/// each one tries again.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "An actor ends what it owns in PostStop.")]
public sealed class OutboxActor : UntypedActor, IWithTimers
{
    private const string RetryTimer = "retry";

    // Files being looked into at once, by all outboxes of the process: a queue of thousands must not open thousands of files.
    private static readonly SemaphoreSlim Places = new(16);

    private readonly OutboxOptions _options;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly IActorRef _peers = Dicom.Get(Context.System).Peers;
    private readonly TimeProvider _time = Dicom.Get(Context.System).Settings.Service.TimeProvider;
    private readonly List<Checked> _arrived = [];
    private readonly List<Outcome> _outcomes = [];
    private readonly Dictionary<TicketId, OutboxEntry> _sent = [];
    private readonly Dictionary<string, PeerLine> _lines = new(StringComparer.Ordinal);
    private OutboxDatabase? _database;
    private bool _commitIsDue;

    /// <summary>Made with <see cref="Props"/>.</summary>
    public OutboxActor(OutboxOptions options) => _options = options;

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    // Commands are refused while it is not open; nothing else comes then.
    private OutboxDatabase Database => _database!;

    /// <summary>How to make one. One per file.</summary>
    public static Props Props(OutboxOptions options) => Akka.Actor.Props.Create(() => new OutboxActor(options));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        if (TryOpen() is { } problem)
        {
            _log.Error("{0}", problem.Message);
        }
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        if (_database is not null)
        {
            CommitAll();
            _database.Dispose();
        }
    }

    private OutboxException? TryOpen()
    {
        try
        {
            _database = new OutboxDatabase(_options.DatabasePath);
        }
        catch (OutboxException problem)
        {
            return problem;
        }

        ReadLines();
        Deliver();
        return null;
    }

    private void ReadLines() => Database.ReadPeers().ForEach(peer => _lines.TryAdd(peer, new PeerLine()));

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (_database is null && message is IOutboxCommand && TryOpen() is { } problem)
        {
            Sender.Tell(new Status.Failure(problem), Self);
            return;
        }

        switch (message)
        {
            case EnqueueDurably command:
                CheckAsync(command, Sender).PipeTo(Self);
                break;
            case Checked { Error: { } error } refused:
                refused.Asker.Tell(new Status.Failure(new OutboxException(error)), Self);
                break;
            case Checked entry:
                _arrived.Add(entry);
                CommitSoon();
                break;
            case Opened opened:
                Send(opened);
                break;
            case TicketEnded ended when _sent.Remove(ended.TicketId, out var entry):
                Finish(entry, ended);
                break;
            case EnqueueRefused refused when _sent.Remove(refused.TicketId, out var entry):
                Conclude(new Outcome(entry, OutcomeKind.TryLater, refused.Message));
                break;
            case Enqueued:
                break;
            case Commit:
                CommitAll();
                Deliver();
                break;
            case RetryParked:
                Database.UnparkAll();
                ReadLines();
                TryAllAgain();
                Sender.Tell(Database.ReadBacklog(), Self);
                break;
            case RetryNow:
                CommitAll();
                TryAllAgain();
                break;
            case DiscardParked:
                Database.DeleteParked();
                Sender.Tell(Database.ReadBacklog(), Self);
                break;
            case GetBacklog:
                Sender.Tell(Database.ReadBacklog(), Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private static async Task<Checked> CheckAsync(EnqueueDurably command, IActorRef asker)
    {
        var path = Path.GetFullPath(command.Path);
        var (_, error) = await OpenAsync(path).ConfigureAwait(false);
        return new Checked(command with { Path = path }, asker, error);
    }

    /// <summary>The content of a file, or why there is none.</summary>
    private static async Task<(FileContent? Content, string? Error)> OpenAsync(string path)
    {
        await Places.WaitAsync().ConfigureAwait(false);
        try
        {
            var (content, error) = await FileContent.TryOpenPart10Async(path).ConfigureAwait(false);
            return (content, error is null ? null : $"{path} is no DICOM file: {error}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, $"{path} cannot be read: {exception.Message}");
        }
        finally
        {
            Places.Release();
        }
    }

    private static async Task<Opened> OpenAsync(OutboxEntry entry)
    {
        var (content, error) = await OpenAsync(entry.Path).ConfigureAwait(false);
        return new Opened(entry, content, error);
    }

    /// <summary>Takes entries from the disk while there is room for them in memory.</summary>
    private void Deliver()
    {
        foreach (var (peer, line) in _lines)
        {
            while (line.Held.Count < _options.MaximumInFlight)
            {
                var entries = Database.ReadAfter(peer, line.LastRead, _options.MaximumInFlight - line.Held.Count);
                if (entries.Count == 0)
                {
                    break;
                }

                line.LastRead = entries[^1].Id;
                foreach (var entry in entries.Where(entry => line.Held.Add(entry.Id)))
                {
                    OpenAsync(entry).PipeTo(Self);
                }
            }
        }
    }

    private void Send(Opened opened)
    {
        if (opened.Content is null)
        {
            Conclude(new Outcome(opened.Entry, OutcomeKind.Park, opened.Error!));
            return;
        }

        var command = new Enqueue(new CStoreRequest(opened.Content)) { Priority = opened.Entry.Priority };
        _sent.Add(command.TicketId, opened.Entry);
        _peers.Tell(new EnqueueTo(opened.Entry.Peer, command), Self);
    }

    private void Finish(OutboxEntry entry, TicketEnded ended)
    {
        var kind = ended switch
        {
            { IsSuccess: true } => OutcomeKind.Delivered,
            // The peer has seen the instance and does not want it; the client has tried again what may be transient.
            { Outcome: TicketOutcome.Completed } => OutcomeKind.Park,
            { WouldFailAgain: true } => OutcomeKind.Park,
            _ => OutcomeKind.TryLater,
        };
        Conclude(new Outcome(entry, kind, ended.Message));
    }

    private void Conclude(Outcome outcome)
    {
        _outcomes.Add(outcome);
        CommitSoon();
    }

    private void CommitSoon()
    {
        if (!_commitIsDue)
        {
            _commitIsDue = true;
            Self.Tell(Commit.Instance, Self);
        }
    }

    private void CommitAll()
    {
        _commitIsDue = false;
        var inserted = new List<(IActorRef Asker, DurablyEnqueued Answer)>();
        try
        {
            using var transaction = Database.Begin();
            foreach (var (command, asker, _) in _arrived)
            {
                var id = Database.Insert(command.Peer, command.Path, command.Priority, _time.GetUtcNow());
                inserted.Add((asker, new DurablyEnqueued(id, command.Peer, command.Path)));
            }

            _outcomes.ForEach(Record);
            transaction.Commit();
        }
        catch (SqliteException exception)
        {
            Refuse(exception);
            return;
        }

        // Told only now: what is promised and reported is on disk.
        foreach (var (asker, answer) in inserted)
        {
            _lines.TryAdd(answer.Peer, new PeerLine());
            asker.Tell(answer, Self);
        }

        _outcomes.ForEach(Report);
        _arrived.Clear();
        _outcomes.Clear();
    }

    /// <summary>The disk is full or broken: nothing new is taken, and outcomes are written down later.</summary>
    private void Refuse(SqliteException exception)
    {
        var problem = new OutboxException($"The outbox {_options.DatabasePath} cannot be written: {exception.Message}", exception);
        _log.Error(exception, "{0}", problem.Message);
        _arrived.ForEach(entry => entry.Asker.Tell(new Status.Failure(problem), Self));
        _arrived.Clear();
        RetryLater();
    }

    private void Record(Outcome outcome)
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Delivered:
                Database.Delete(outcome.Entry.Id);
                break;
            case OutcomeKind.Park:
                Database.Park(outcome.Entry.Id, outcome.Message);
                break;
            default:
                Database.Note(outcome.Entry.Id, outcome.Message);
                break;
        }
    }

    private void Report(Outcome outcome)
    {
        var (id, peer, path, _) = outcome.Entry;
        _lines[peer].Held.Remove(id);
        switch (outcome.Kind)
        {
            case OutcomeKind.Delivered:
                Context.System.EventStream.Publish(new OutboxDelivered(id, peer, path));
                break;
            case OutcomeKind.Park:
                // Why may hold the name of the file, or words of the peer: both may name a patient.
                _log.Warning("{0} for {1} is parked; the outbox says why", id, peer);
                _log.Debug("{0}: {1}", id, outcome.Message);
                Context.System.EventStream.Publish(new OutboxParked(id, peer, path, outcome.Message));
                break;
            default:
                Context.System.EventStream.Publish(new OutboxDelayed(id, peer, path, outcome.Message));
                RetryLater();
                break;
        }
    }

    private void RetryLater()
    {
        if (!Timers.IsTimerActive(RetryTimer))
        {
            Timers.StartSingleTimer(RetryTimer, RetryNow.Instance, _options.RetryAfter);
        }
    }

    private void TryAllAgain()
    {
        // What is in memory is skipped by Deliver.
        foreach (var line in _lines.Values)
        {
            line.LastRead = default;
        }

        Deliver();
    }

    private enum OutcomeKind
    {
        Delivered,
        Park,
        TryLater,
    }

    private sealed record Checked(EnqueueDurably Command, IActorRef Asker, string? Error);

    private sealed record Opened(OutboxEntry Entry, FileContent? Content, string? Error);

    private sealed record Outcome(OutboxEntry Entry, OutcomeKind Kind, string Message);

    private sealed record Commit
    {
        public static Commit Instance { get; } = new();
    }

    private sealed record RetryNow
    {
        public static RetryNow Instance { get; } = new();
    }
}
