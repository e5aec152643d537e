namespace DicomActors.Protocol.Data;

/// <summary>Compressed pixel data.</summary>
internal sealed record FragmentsElement(VR VR, List<ReadOnlyMemory<byte>> Fragments) : BuilderElement
{
    public override void WriteTo(DicomTag tag, DatasetWriter writer, SpecificCharacterSet characterSet)
    {
        writer.BeginEncapsulated(tag, VR);
        foreach (var fragment in Fragments)
        {
            writer.WriteFragment(fragment.Span);
        }

        writer.EndEncapsulated();
    }
}
