using System.Collections.Immutable;

namespace DicomActors.Protocol.Data;

/// <summary>What PS3.6 says of one data element.</summary>
/// <param name="Tag">The tag; for an element of a repeating group the tag that was asked for.</param>
/// <param name="Keyword">The keyword, such as <c>PatientName</c>; empty for the few retired elements without one.</param>
/// <param name="Name">The name, such as <c>Patient's Name</c>.</param>
/// <param name="VR">
/// The VR to assume where a data set does not say (implicit VR): the first the standard lists, but OW for "OB or OW" and
/// for lookup table data (PS3.5 A.1).
/// </param>
/// <param name="AllowedVRs">Every VR the standard allows.</param>
/// <param name="VM">The value multiplicity as the standard writes it, such as <c>1</c>, <c>1-n</c>, <c>2-2n</c>.</param>
/// <param name="IsRetired">Whether the standard has retired the element.</param>
public sealed record DictionaryEntry(
    DicomTag Tag, string Keyword, string Name, VR VR, ImmutableArray<VR> AllowedVRs, string VM, bool IsRetired);
