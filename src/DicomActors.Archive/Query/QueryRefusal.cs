using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Archive.Query;

/// <summary>Why an identifier is no query: what the peer is answered.</summary>
/// <param name="Status">A900H where the identifier does not fit the SOP class, C000H where its bytes are no data set (PS3.4 table C.4-1).</param>
/// <param name="OffendingElements">Offending Element (0000,0901): the keys at fault.</param>
/// <param name="Comment">Error Comment (0000,0902), at most 64 characters.</param>
public sealed record QueryRefusal(DimseStatus Status, IReadOnlyList<DicomTag> OffendingElements, string Comment);
