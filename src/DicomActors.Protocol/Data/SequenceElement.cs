namespace DicomActors.Protocol.Data;

/// <summary>A sequence; its builder writes it, since items inherit the character set.</summary>
internal sealed record SequenceElement(List<DatasetBuilder> Items) : BuilderElement
{
    public override void WriteTo(DicomTag tag, DatasetWriter writer, SpecificCharacterSet characterSet) =>
        throw new InvalidOperationException("A sequence is written by its builder.");
}
