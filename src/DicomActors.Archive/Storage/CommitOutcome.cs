namespace DicomActors.Archive.Storage;

/// <summary>What became of an instance in its batch.</summary>
/// <param name="Failure">Why it is not stored; null if the archive has it.</param>
/// <param name="MustLookAgain">Its place was taken or given up since it was looked at: neither stored nor refused.</param>
internal readonly record struct CommitOutcome(StorageFailure? Failure, bool MustLookAgain)
{
    public static CommitOutcome Stored => default;

    public static CommitOutcome LookAgain => new(null, MustLookAgain: true);

    public static CommitOutcome Refused(StorageFailure failure) => new(failure, MustLookAgain: false);
}
