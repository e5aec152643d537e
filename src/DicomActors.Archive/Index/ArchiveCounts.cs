namespace DicomActors.Archive.Index;

/// <summary>How much there is.</summary>
/// <param name="Patients">Patients: different Patient IDs with their issuers.</param>
/// <param name="Studies">Studies.</param>
/// <param name="Series">Series.</param>
/// <param name="Instances">Instances.</param>
/// <param name="Bytes">The lengths of their files together.</param>
public sealed record ArchiveCounts(long Patients, long Studies, long Series, long Instances, long Bytes);
