namespace DicomActors.Archive.Index;

/// <summary>What the comparison of index and folder has found.</summary>
/// <param name="WasNeeded">Whether they were compared: not after the index was closed properly.</param>
/// <param name="Files">Files looked at.</param>
/// <param name="Added">Instances that were on disk but not, or not like that, in the index.</param>
/// <param name="Removed">Instances that were in the index but not on disk any more.</param>
/// <param name="Duplicates">Files of an instance that the index knows from another file, which is there as well: left out.</param>
/// <param name="Unreadable">Files that are not DICOM instances, or could not be read: left out. The first hundred, as relative paths.</param>
public sealed record ReconcileResult(
    bool WasNeeded, long Files, long Added, long Removed, long Duplicates, IReadOnlyList<string> Unreadable);
