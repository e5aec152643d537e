namespace DicomActors.Protocol.Dimse;

/// <summary>C-ECHO-RSP.</summary>
/// <param name="status">The status.</param>
public sealed record CEchoResponse(DimseStatus status) : DimseResponse(status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.CEchoResponse;
}
