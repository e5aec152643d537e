namespace DicomActors.Protocol.Data;

/// <summary>Names the DICOM JSON model uses in both directions.</summary>
internal static class DicomJsonNames
{
    /// <summary>The component groups of a person name, in the order in which <c>=</c> separates them (PS3.18 F.2.2).</summary>
    public static readonly string[] ComponentGroups = ["Alphabetic", "Ideographic", "Phonetic"];
}
