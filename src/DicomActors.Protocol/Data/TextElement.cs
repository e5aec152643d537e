using System.Text;

namespace DicomActors.Protocol.Data;

/// <summary>Text, encoded when the character set is known.</summary>
internal sealed record TextElement(VR VR, string Value) : BuilderElement
{
    public override string Text => Value;

    public override bool NeedsCharacterSet => IsEncoded && !Ascii.IsValid(Text);

    private bool IsEncoded => VR.UsesSpecificCharacterSet() || VR == VR.UN;

    public override void WriteTo(DicomTag tag, DatasetWriter writer, SpecificCharacterSet characterSet)
    {
        var bytes = (IsEncoded ? characterSet : SpecificCharacterSet.Default).Encode(Text, isPersonName: VR == VR.PN);
        writer.WriteElement(tag, VR, bytes, valueIsBigEndian: false);
    }
}
