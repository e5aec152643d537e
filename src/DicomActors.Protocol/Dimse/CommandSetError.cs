using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Dimse;

/// <summary>What is wrong with a received command set.</summary>
/// <param name="Offset">Bytes from the start of the command set to the element.</param>
/// <param name="Tag">The element.</param>
/// <param name="Message">What is wrong, in one line.</param>
public readonly record struct CommandSetError(int Offset, DicomTag Tag, string Message);
