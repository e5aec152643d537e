namespace DicomActors.Protocol.Data;

/// <summary>A value that no character set touches.</summary>
internal sealed record BytesElement(VR VR, byte[] Bytes, bool IsBigEndian) : BuilderElement
{
    public override void WriteTo(DicomTag tag, DatasetWriter writer, SpecificCharacterSet characterSet) =>
        writer.WriteElement(tag, VR, Bytes, IsBigEndian);
}
