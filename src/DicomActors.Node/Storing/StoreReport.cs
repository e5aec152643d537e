using System.Globalization;
using DicomActors.Node.Output;

namespace DicomActors.Node.Storing;

/// <summary>What came of a store. Kept by one actor; to be read by others once that has ended.</summary>
internal sealed class StoreReport(FileCollection collection)
{
    private readonly List<FileProblem> _failed = [];
    private readonly List<FileProblem> _warnings = [];
    private int _stored;
    private long _bytes;
    private int? _lostAs;

    /// <summary>Files that were not sent because they cannot be.</summary>
    public IReadOnlyList<FileProblem> Skipped => collection.Skipped;

    /// <summary>Files the peer does not have now.</summary>
    public IReadOnlyList<FileProblem> Failed => _failed;

    /// <summary>Files the peer has, with a remark of it.</summary>
    public IReadOnlyList<FileProblem> Warnings => _warnings;

    /// <summary>Files the peer has now.</summary>
    public int Stored => _stored;

    /// <summary>Bytes of the files the peer has now.</summary>
    public long Bytes => _bytes;

    /// <summary>Files the peer has accepted in an earlier run, by the report file of <c>--resume</c>.</summary>
    public int StoredBefore => collection.StoredBefore;

    /// <summary>Everything the user named.</summary>
    public int Total => collection.Files.Count + Skipped.Count + StoredBefore;

    /// <summary>Times a file was sent again, of all files.</summary>
    public int Retried { get; set; }

    /// <summary>Associations the peer accepted.</summary>
    public int Associations { get; set; }

    /// <summary>Files never tried, or whose fate is not known, because it ended early.</summary>
    public int Unsent => collection.Files.Count - _stored - _failed.Count;

    /// <summary>What ended the store early; null = nothing.</summary>
    public VerbException? Stopped { get; private set; }

    /// <summary>From the start to the last answer.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>The peer has it.</summary>
    public void Add(StoreFile file, string? warning)
    {
        _stored++;
        _bytes += file.Length;
        if (warning is not null)
        {
            _warnings.Add(new FileProblem(file.Path, warning));
        }
    }

    /// <summary>The peer does not have it, and others may fare better.</summary>
    public void Fail(StoreFile file, string reason) => _failed.Add(new FileProblem(file.Path, reason));

    /// <summary>Whether the peer has it is not known: the association was lost, or no answer came, each time it was tried.</summary>
    public void Lose(StoreFile file, VerbException reason)
    {
        _lostAs ??= reason.ExitCode;
        Fail(file, reason.Message);
    }

    /// <summary>Nothing more can be sent. The first reason counts.</summary>
    public void Stop(VerbException reason) => Stopped ??= reason;

    /// <summary>The exit code: what stopped it, else what became of lost files, else what the peer said, else what was skipped if the user is strict about that.</summary>
    public int ExitCodeFor(bool strict) =>
        Stopped?.ExitCode ?? _lostAs
        ?? (_failed.Count > 0 ? ExitCode.PeerFailed : strict && Skipped.Count > 0 ? ExitCode.BadInput : ExitCode.Done);

    /// <summary>One line.</summary>
    public string Summary(string peer)
    {
        var summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{_stored} of {Figures.Count(Total, "file")} stored at {peer}, {Figures.Size(_bytes)} in {Figures.Time(Elapsed)}");
        if (Elapsed > TimeSpan.Zero && _bytes > 0)
        {
            summary += $" ({Figures.Rate(_bytes, Elapsed)})";
        }

        return $"{summary}{Part(StoredBefore, "stored before")}{Part(Skipped.Count, "skipped")}{Part(_failed.Count, "failed")}"
            + $"{Part(Unsent, "not sent")}{Part(Retried, "sent again")}{(Associations > 1 ? Part(Associations, "associations") : "")}.";
    }

    private static string Part(int count, string what) => count > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {count} {what}") : "";
}
