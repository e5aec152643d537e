using System.Globalization;
using DicomActors.Node.Output;

namespace DicomActors.Node.Storing;

/// <summary>What came of a store.</summary>
internal sealed class StoreReport(FileCollection collection)
{
    private readonly Lock _lock = new();
    private readonly List<FileProblem> _failed = [];
    private readonly List<FileProblem> _warnings = [];
    private int _stored;
    private long _bytes;

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

    /// <summary>Everything the user named.</summary>
    public int Total => collection.Files.Count + Skipped.Count;

    /// <summary>Files never tried, or whose fate is not known, because the association ended.</summary>
    public int Unsent => collection.Files.Count - _stored - _failed.Count;

    /// <summary>What ended the store early; null = nothing.</summary>
    public VerbException? Stopped { get; private set; }

    /// <summary>From the first association to the end of the last.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>The peer has it.</summary>
    public void Add(StoreFile file, string? warning)
    {
        lock (_lock)
        {
            _stored++;
            _bytes += file.Length;
            if (warning is not null)
            {
                _warnings.Add(new FileProblem(file.Path, warning));
            }
        }
    }

    /// <summary>The peer does not have it, and others may fare better.</summary>
    public void Fail(StoreFile file, string reason)
    {
        lock (_lock)
        {
            _failed.Add(new FileProblem(file.Path, reason));
        }
    }

    /// <summary>Nothing more can be sent. The first reason counts.</summary>
    public void Stop(VerbException reason)
    {
        lock (_lock)
        {
            Stopped ??= reason;
        }
    }

    /// <summary>The exit code: what stopped it, else what the peer said, else what was skipped if the user is strict about that.</summary>
    public int ExitCodeFor(bool strict) =>
        Stopped?.ExitCode
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

        summary += Skipped.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {Skipped.Count} skipped") : "";
        summary += _failed.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {_failed.Count} failed") : "";
        return summary + (Unsent > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {Unsent} not sent") : "") + ".";
    }
}
