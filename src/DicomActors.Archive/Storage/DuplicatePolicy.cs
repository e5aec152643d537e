namespace DicomActors.Archive.Storage;

/// <summary>
/// What becomes of an instance whose file is there already. "Identical" compares the data sets byte for byte, in their transfer
/// syntax; the file meta information in front of them may differ.
/// </summary>
public enum DuplicatePolicy
{
    /// <summary>The first stays, the second is dropped, and its sender is answered Success: the archive has the instance. The default.</summary>
    Keep,

    /// <summary>The last wins: the file is replaced, in one step. Success.</summary>
    Replace,

    /// <summary>
    /// An identical one replaces the file: Success. A different one under the same UID is refused as a duplicate (0111H), and the
    /// first stays.
    /// </summary>
    ReplaceIfIdentical,

    /// <summary>The second is refused as a duplicate (0111H), identical or not.</summary>
    Refuse,
}
