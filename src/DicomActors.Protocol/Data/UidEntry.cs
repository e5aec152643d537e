namespace DicomActors.Protocol.Data;

/// <summary>What PS3.6 Annex A says of one UID.</summary>
/// <param name="Uid">The UID.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Keyword">The keyword, such as <c>CTImageStorage</c>.</param>
/// <param name="Name">The name, such as <c>CT Image Storage</c>.</param>
/// <param name="IsRetired">Whether the standard has retired it.</param>
public sealed record UidEntry(Uid Uid, UidKind Kind, string Keyword, string Name, bool IsRetired)
{
    /// <summary>Whether this is a SOP class whose instances are sent by C-STORE.</summary>
    public bool IsStorageSopClass => Kind == UidKind.SopClass && Keyword.Contains("Storage", StringComparison.Ordinal)
        && !Keyword.StartsWith("StorageCommitment", StringComparison.Ordinal) && Keyword != "MediaStorageDirectoryStorage";
}
