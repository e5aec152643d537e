using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>N-GET-RQ, PS3.7 10.1.2: the values of these attributes.</summary>
/// <param name="SopClassUid">SOP class of the managed instance.</param>
/// <param name="SopInstanceUid">The managed instance.</param>
public sealed record NGetRequest(Uid SopClassUid, Uid SopInstanceUid) : DimseRequest(SopClassUid)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.NGetRequest;

    /// <summary>Attribute Identifier List (0000,1005); empty (default) asks for all.</summary>
    public IReadOnlyList<DicomTag> AttributeIdentifiers { get; init; } = [];
}
