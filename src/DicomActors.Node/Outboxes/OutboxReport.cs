using System.Globalization;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Output;
using DicomActors.Node.Storing;
using DicomActors.Outbox;

namespace DicomActors.Node.Outboxes;

/// <summary>What came of a delivery from an outbox. Kept by one actor; to be read by others once that has ended.</summary>
internal sealed class OutboxReport
{
    private readonly List<FileProblem> _parked = [];
    private readonly List<FileProblem> _delayed = [];

    /// <summary>Files put into the outbox by this call.</summary>
    public int Queued { get; set; }

    /// <summary>Files put into the outbox by this call that could not be: they are no DICOM files, or cannot be read.</summary>
    public IReadOnlyList<FileProblem> Skipped { get; set; } = [];

    /// <summary>Entries the peer has accepted.</summary>
    public int Delivered { get; set; }

    /// <summary>Entries that make no sense to be tried again without somebody's help.</summary>
    public IReadOnlyList<FileProblem> Parked => _parked;

    /// <summary>Entries that could not be delivered now.</summary>
    public IReadOnlyList<FileProblem> Delayed => _delayed;

    /// <summary>Associations the peer accepted.</summary>
    public int Associations { get; set; }

    /// <summary>The exit code of what became of the first entry that could not be delivered now; null: none.</summary>
    public int? LostAs { get; set; }

    /// <summary>What is left; null while nobody has looked.</summary>
    public Backlog? Backlog { get; set; }

    /// <summary>What ended it early; null = nothing.</summary>
    public VerbException? Stopped { get; set; }

    /// <summary>From the start to the last answer.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>The exit code: what stopped it, else what could not be delivered, else what was skipped if the user is strict about that.</summary>
    public int ExitCodeFor(bool strict) => Stopped?.ExitCode
        ?? (_delayed.Count > 0 ? LostAs ?? ExitCode.NoAssociation
            : _parked.Count > 0 ? ExitCode.PeerFailed
            : strict && Skipped.Count > 0 ? ExitCode.BadInput : ExitCode.Done);

    /// <summary>An entry was parked.</summary>
    public void Park(OutboxParked parked) => _parked.Add(new FileProblem(parked.Path, parked.Message));

    /// <summary>An entry has to wait.</summary>
    public void Delay(OutboxDelayed delayed) => _delayed.Add(new FileProblem(delayed.Path, delayed.Message));

    /// <summary>Writes it for people, or as JSON.</summary>
    public void Write(Peer peer, string outbox, bool asJson)
    {
        if (asJson)
        {
            WriteJson(peer, outbox);
            return;
        }

        foreach (var skipped in Skipped)
        {
            Say.Warning($"skipped {skipped.Path}: {skipped.Reason}");
        }

        foreach (var problem in _parked)
        {
            Say.Error($"{problem.Path} is parked: {problem.Reason}");
        }

        if (Stopped is null)
        {
            foreach (var problem in _delayed)
            {
                Say.Error($"{problem.Path} was not delivered: {problem.Reason}");
            }
        }

        Console.Out.WriteLine(
            $"{Figures.Count(Delivered, "file")} stored at {peer} in {Figures.Time(Elapsed)}{Left(outbox)}.");
    }

    private string Left(string outbox)
    {
        if (Backlog is null or { Waiting: 0, Parked: 0 })
        {
            return "; the outbox is empty";
        }

        return string.Create(CultureInfo.InvariantCulture, $"; {outbox} holds {Backlog.Waiting} more, and {Backlog.Parked} parked");
    }

    private void WriteJson(Peer peer, string outbox) => JsonOutput.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("peer", peer.ToString());
        json.WriteString("outbox", outbox);
        json.WriteNumber("queued", Queued);
        json.WriteNumber("stored", Delivered);
        json.WriteNumber("waiting", Backlog?.Waiting ?? 0);
        json.WriteNumber("parkedInAll", Backlog?.Parked ?? 0);
        json.WriteNumber("associations", Associations);
        json.WriteNumber("milliseconds", Elapsed.TotalMilliseconds);
        FileProblem.Write(json, "skipped", Skipped);
        FileProblem.Write(json, "parked", _parked);
        FileProblem.Write(json, "delayed", _delayed);
        if (Stopped is { } stopped)
        {
            json.WriteString("stopped", stopped.Message);
        }

        json.WriteEndObject();
    });
}
