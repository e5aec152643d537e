using DicomActors.Protocol.Dimse;

namespace DicomActors.Archive.Storage;

/// <summary>Why an instance is not stored, as its sender is told: no path and nothing else of this machine.</summary>
/// <param name="Status">PS3.4 B.2.3, or PS3.7 Annex C where that is more precise.</param>
/// <param name="ErrorComment">Error Comment (0000,0902), at most 64 characters.</param>
internal sealed record StorageFailure(DimseStatus Status, string ErrorComment)
{
    // errno of Linux (ENOSPC, EDQUOT) and macOS (EDQUOT), and what Windows says of a full disk.
    private const int NoSpace = 28;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int ReadOnlyFileSystem = 30;

    public static StorageFailure LowOnSpace { get; } = new(DimseStatus.OutOfResources, "Not enough free space on the archive's disk");

    public static StorageFailure Duplicate { get; } = new(DimseStatus.DuplicateSopInstance, "The archive has this instance already");

    public static StorageFailure DifferentDuplicate { get; } = new(DimseStatus.DuplicateSopInstance, "The archive has a different instance of this UID");

    public static StorageFailure Occupied { get; } = new(DimseStatus.OutOfResources, "The place of the instance is occupied");

    public static StorageFailure NotIndexed { get; } = new(DimseStatus.OutOfResources, "The instance could not be entered into the index");

    // PS3.7 Annex C: the UID breaks the rules for UIDs.
    public static StorageFailure InvalidUid { get; } = new(DimseStatus.InvalidSopInstance, "Not a SOP Instance UID");

    public static StorageFailure NotUnderstood { get; } = new(DimseStatus.UnableToProcess, "No SOP class or instance UID found in the data set");

    public static StorageFailure OtherSopClass { get; } = new(DimseStatus.DatasetDoesNotMatchSopClass, "The data set is of another SOP class than the request");

    public static StorageFailure OtherInstance { get; } = new(DimseStatus.DatasetDoesNotMatchSopClass, "The data set is another instance than the request says");

    public static StorageFailure WithoutStudyOrSeries { get; } = new(DimseStatus.DatasetDoesNotMatchSopClass, "The data set has no Study or Series Instance UID");

    /// <summary>What a file operation's failure is to the sender: out of resources, with the kind of it.</summary>
    public static StorageFailure From(Exception exception) => new(DimseStatus.OutOfResources, exception switch
    {
        IOException { HResult: NoSpace or WindowsDiskFull or WindowsHandleDiskFull } => "The archive's disk is full",
        IOException { HResult: LinuxQuota or MacQuota } => "The archive's disk quota is used up",
        UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem } => "The archive's folder cannot be written to",
        _ => "The archive could not write the instance",
    });
}
