using DicomActors.Archive.Commitment;
using DicomActors.Archive.Index;
using DicomActors.Archive.Query;
using DicomActors.Archive.Retrieve;
using DicomActors.Archive.Storage;

namespace DicomActors.Archive;

/// <summary>What a <see cref="DicomArchive"/> is made of.</summary>
public sealed record DicomArchiveOptions
{
    private const string IndexName = ".index.sqlite";

    /// <summary>An archive in this folder, with the defaults of each part.</summary>
    /// <param name="folder">The folder; made if it is not there. One process at a time may have it as its archive.</param>
    public DicomArchiveOptions(string folder)
        : this(new ArchiveStorageOptions(folder))
    {
    }

    /// <summary>An archive that stores so, with the defaults of each other part.</summary>
    /// <param name="storage">The folder, and how it is written.</param>
    public DicomArchiveOptions(ArchiveStorageOptions storage)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentException.ThrowIfNullOrWhiteSpace(storage.Folder);
        Storage = storage with { Folder = Path.GetFullPath(storage.Folder) };
        Index = new ArchiveIndexOptions(Path.Combine(Storage.Folder, IndexName)) { TimeProvider = storage.TimeProvider };
    }

    /// <summary>The folder, and how it is written.</summary>
    public ArchiveStorageOptions Storage { get; }

    /// <summary>The index. Default: <c>.index.sqlite</c> in the folder.</summary>
    public ArchiveIndexOptions Index { get; init; }

    /// <summary>What C-FIND does beyond the baseline where a peer negotiates it. Default: nothing.</summary>
    public ArchiveQueryOptions Query { get; init; } = ArchiveQueryOptions.Default;

    /// <summary>Limits of C-MOVE and C-GET.</summary>
    public ArchiveRetrieveOptions Retrieve { get; init; } = new();

    /// <summary>How storage commitment is reported.</summary>
    public ArchiveCommitmentOptions Commitment { get; init; } = new();
}
