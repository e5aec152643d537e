namespace DicomActors.Protocol.Dimse;

/// <summary>C-ECHO-RSP.</summary>
/// <param name="Status">The status.</param>
public sealed record CEchoResponse(DimseStatus Status) : DimseResponse(Status)
{
    /// <inheritdoc />
    public override DimseCommand Command => DimseCommand.CEchoResponse;
}
