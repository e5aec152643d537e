namespace DicomActors.Protocol.Data;

/// <summary>Bad data as a value: what is wrong, and where.</summary>
/// <param name="Code">The kind of fault.</param>
/// <param name="Offset">Byte offset of the fault in the data set or file, -1 where there is none (JSON).</param>
/// <param name="Tag">The element concerned, if any.</param>
/// <param name="Message">One line in plain words; carries no values of the data set.</param>
public sealed record DatasetError(DatasetErrorCode Code, long Offset, DicomTag? Tag, string Message)
{
    /// <summary>The message.</summary>
    public override string ToString() => Message;
}
