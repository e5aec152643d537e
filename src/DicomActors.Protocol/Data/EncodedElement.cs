namespace DicomActors.Protocol.Data;

/// <summary>One element found in an <see cref="EncodedDataset"/>; shares its memory.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="VR">The VR; for a public element encoded as UN the dictionary's.</param>
/// <param name="Bytes">The value, padding included; of a sequence of defined length its content.</param>
/// <param name="IsBigEndian">Whether numbers in the value are big endian.</param>
public readonly record struct EncodedElement(DicomTag Tag, VR VR, ReadOnlyMemory<byte> Bytes, bool IsBigEndian)
{
    /// <summary>The value with what is needed to interpret it.</summary>
    public ElementValue Value => new(Bytes.Span, VR, IsBigEndian);
}
