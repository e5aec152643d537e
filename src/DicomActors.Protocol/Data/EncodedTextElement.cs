namespace DicomActors.Protocol.Data;

/// <summary>Text copied from a data set: kept as it is unless it goes to a data set of another character set.</summary>
internal sealed record EncodedTextElement(VR VR, byte[] Bytes, SpecificCharacterSet Source) : BuilderElement
{
    public override bool NeedsCharacterSet =>
        !System.Text.Ascii.IsValid(Bytes) || (Bytes.Contains((byte)0x1B) && Source.Value.Length > 0);

    public override string Text => Source.Decode(Bytes, VR == VR.PN);

    public override void WriteTo(DicomTag tag, DatasetWriter writer, SpecificCharacterSet characterSet)
    {
        var bytes = characterSet.Equals(Source)
            ? Bytes
            : characterSet.Encode(Text, VR == VR.PN);
        writer.WriteElement(tag, VR, bytes, valueIsBigEndian: false);
    }
}
