namespace DicomActors.Archive.Index;

/// <summary>Where an index is, and its limits.</summary>
public sealed record ArchiveIndexOptions
{
    private const int MostReaders = 1000;

    /// <summary>An index in this file, which need not exist yet; its folder must.</summary>
    /// <param name="path">The SQLite file. Beside it lie <c>-wal</c>, <c>-shm</c> and <c>.lock</c> while it is open. On a local disk: SQLite's locks do not hold on network shares.</param>
    public ArchiveIndexOptions(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>
    /// Most queries that read at once, 1 to 1000, default 32; further ones wait. A query whose matches are taken slowly holds its
    /// place, and keeps the log of the database (<c>-wal</c>) from being emptied.
    /// </summary>
    public int MaximumReaders
    {
        get;
        init => field = value is >= 1 and <= MostReaders
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Must be 1 to {MostReaders}.");
    } = 32;

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
