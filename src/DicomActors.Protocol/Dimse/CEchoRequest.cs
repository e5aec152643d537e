using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>C-ECHO-RQ, PS3.7 9.1.5: is the peer there, and does it speak DICOM.</summary>
public sealed record CEchoRequest() : DimseRequest(SopClasses.Verification)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.CEchoRequest;
}
