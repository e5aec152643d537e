namespace DicomActors.Protocol.Data;

/// <summary>Copies elements of a data set into a <see cref="DatasetBuilder"/>.</summary>
internal static class DatasetCopying
{
    /// <summary>Copies up to the end of the reader's data set, or of the item it stands in. Group lengths are left out.</summary>
    public static void CopyElements(ref DatasetReader reader, DatasetBuilder builder, SpecificCharacterSet characterSet)
    {
        while (reader.Read() && reader.TokenType != DatasetTokenType.ItemEnd)
        {
            switch (reader.TokenType)
            {
                case DatasetTokenType.Element when reader.Tag == DicomTag.SpecificCharacterSet:
                    var value = reader.GetValue().GetText(SpecificCharacterSet.Default);
                    characterSet = SpecificCharacterSet.Parse(value);
                    builder.Add(reader.Tag, value);
                    break;
                case DatasetTokenType.Element when !reader.Tag.IsGroupLength:
                    builder.Set(reader.Tag, CopyElement(reader.VR, reader.Value, reader.IsBigEndian, characterSet));
                    break;
                case DatasetTokenType.SequenceStart:
                    CopyItems(ref reader, builder, characterSet);
                    break;
                case DatasetTokenType.EncapsulatedStart:
                    CopyFragments(ref reader, builder);
                    break;
            }
        }
    }

    private static BuilderElement CopyElement(VR vr, ReadOnlySpan<byte> value, bool isBigEndian, SpecificCharacterSet characterSet) =>
        vr.UsesSpecificCharacterSet()
            ? new EncodedTextElement(vr, value.ToArray(), characterSet)
            : new BytesElement(vr, value.ToArray(), isBigEndian);

    private static void CopyItems(ref DatasetReader reader, DatasetBuilder builder, SpecificCharacterSet characterSet)
    {
        var sequence = reader.Tag;
        builder.Add(sequence, VR.SQ, string.Empty);
        while (reader.Read() && reader.TokenType == DatasetTokenType.ItemStart)
        {
            CopyElements(ref reader, builder.AddItem(sequence), characterSet);
        }
    }

    private static void CopyFragments(ref DatasetReader reader, DatasetBuilder builder)
    {
        var (tag, vr) = (reader.Tag, reader.VR);
        var fragments = new List<ReadOnlyMemory<byte>>();
        while (reader.Read() && reader.TokenType == DatasetTokenType.Fragment)
        {
            fragments.Add(reader.Value.ToArray());
        }

        builder.Set(tag, new FragmentsElement(vr, fragments));
    }
}
