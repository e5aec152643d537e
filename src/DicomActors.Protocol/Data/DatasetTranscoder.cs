namespace DicomActors.Protocol.Data;

/// <summary>Copies data sets from a reader to a writer of another encoding.</summary>
internal static class DatasetTranscoder
{
    /// <summary>
    /// Writes all that is left in the reader. Group lengths are dropped: they would be wrong, and have been retired. Returns
    /// the fault of the source, if any, or <see cref="DatasetErrorCode.UnsupportedConversion"/> at compressed pixel data.
    /// </summary>
    public static DatasetError? Copy(ref DatasetReader reader, DatasetWriter writer, bool allowEncapsulated)
    {
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case DatasetTokenType.Element when !reader.Tag.IsGroupLength:
                    writer.WriteElement(reader.Tag, reader.VR, reader.Value, reader.IsBigEndian);
                    break;
                case DatasetTokenType.SequenceStart:
                    writer.BeginSequence(reader.Tag, reader.HasUndefinedLength);
                    break;
                case DatasetTokenType.SequenceEnd:
                    writer.EndSequence();
                    break;
                case DatasetTokenType.ItemStart:
                    writer.BeginItem(reader.HasUndefinedLength);
                    break;
                case DatasetTokenType.ItemEnd:
                    writer.EndItem();
                    break;
                case DatasetTokenType.EncapsulatedStart when !allowEncapsulated:
                    return new DatasetError(
                        DatasetErrorCode.UnsupportedConversion,
                        reader.TokenOffset,
                        reader.Tag,
                        $"{reader.Tag} is compressed; re-encoding it would need a codec.");
                case DatasetTokenType.EncapsulatedStart:
                    writer.BeginEncapsulated(reader.Tag, reader.VR);
                    break;
                case DatasetTokenType.Fragment:
                    writer.WriteFragment(reader.Value);
                    break;
                case DatasetTokenType.EncapsulatedEnd:
                    writer.EndEncapsulated();
                    break;
            }
        }

        return reader.Error;
    }
}
