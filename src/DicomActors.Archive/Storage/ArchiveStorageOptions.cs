namespace DicomActors.Archive.Storage;

/// <summary>Where an archive keeps its instances, and on what terms.</summary>
/// <param name="Folder">The folder; made if it is not there. What lies in it under a name with a leading dot is the archive's own.</param>
public sealed record ArchiveStorageOptions(string Folder)
{
    private const long GreatestHeaderLength = 1L << 30;

    /// <summary>How files are named. Default: <see cref="StorageLayout.Default"/>.</summary>
    public StorageLayout Layout { get; init; } = StorageLayout.Default;

    /// <summary>What becomes of an instance that comes again. Default: the first stays.</summary>
    public DuplicatePolicy Duplicates { get; init; } = DuplicatePolicy.Keep;

    /// <summary>
    /// Bytes that stay free on the disk: what would take more is refused as out of resources (A700H). 0 or more, default 256 MiB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 0.</exception>
    public long MinimumFreeBytes
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(MinimumFreeBytes), value, "MinimumFreeBytes must be 0 or more.");
    } = 256L << 20;

    /// <summary>
    /// Whether an instance that was answered Success survives a power failure: its file and the folders that lead to it are flushed
    /// to disk first. Default true; off is faster, and then only the end of the process is survived.
    /// </summary>
    public bool FlushesToDisk { get; init; } = true;

    /// <summary>
    /// Whether a data set must have a Study and a Series Instance UID: without them no query finds it. One that has not is refused
    /// (A900H). Default true.
    /// </summary>
    public bool RequiresStudyAndSeries { get; init; } = true;

    /// <summary>
    /// Most bytes of a data set that are looked at, from its beginning to its pixel data; elements beyond are stored, but reach
    /// neither the layout nor <see cref="StoredInstance.Attributes"/>. 4 KiB to 1 GiB, default 4 MiB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int MaximumHeaderLength
    {
        get;
        init => field = value is >= 4096 and <= (int)GreatestHeaderLength
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaximumHeaderLength), value, "MaximumHeaderLength must be from 4 KiB to 1 GiB.");
    } = 4 << 20;

    /// <summary>
    /// Files that are flushed to disk at once, each by a thread of its own. 1 to 64, default 8. More help on disks that take many
    /// flushes at a time.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int FlushThreads
    {
        get;
        init => field = value is >= 1 and <= 64 ? value : throw new ArgumentOutOfRangeException(nameof(FlushThreads), value, "FlushThreads must be from 1 to 64.");
    } = 8;

    /// <summary>Most instances that are named, registered and answered together. 1 to 10,000, default 256.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int MaximumBatch
    {
        get;
        init => field = value is >= 1 and <= 10_000 ? value : throw new ArgumentOutOfRangeException(nameof(MaximumBatch), value, "MaximumBatch must be from 1 to 10,000.");
    } = 256;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
