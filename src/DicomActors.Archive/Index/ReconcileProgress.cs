namespace DicomActors.Archive.Index;

/// <summary>How far a comparison of index and folder has come.</summary>
/// <param name="Files">Files looked at.</param>
/// <param name="Read">Of those, files whose header was read because the index did not know them.</param>
public readonly record struct ReconcileProgress(long Files, long Read);
