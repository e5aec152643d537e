using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Content;

/// <summary>Data sets with elements of every VR, private and unknown ones, long values and nested sequences; the same for the same seed.</summary>
internal static class RandomDataset
{
    private static readonly DictionaryEntry[] Candidates = [.. TagDictionary.Entries.Where(static entry =>
        entry.Tag.Group is >= 8 and < 0x7FE0 && entry.Tag.Element != 0 && entry.Tag != DicomTag.SpecificCharacterSet)];

    private static readonly DictionaryEntry[] Sequences = [.. Candidates.Where(static entry => entry.VR == VR.SQ)];
    private static readonly DictionaryEntry[] Values = [.. Candidates.Where(static entry => entry.VR != VR.SQ)];

    public static EncodedDataset Make(int seed, TransferSyntax syntax, bool undefinedLengths)
    {
        var builder = new DatasetBuilder(syntax) { UndefinedSequenceLengths = undefinedLengths };
        Fill(builder, new Random(seed), depth: 0);
        return builder.Build();
    }

    /// <summary>One with nested sequences that is short enough to be cut, or given in pieces, at every byte.</summary>
    public static EncodedDataset MakeShort(TransferSyntax syntax) => Enumerable.Range(0, 1000)
        .Select(seed => Make(seed, syntax, undefinedLengths: false)).First(static dataset => dataset.Bytes.Length is > 800 and < 2500 && Nests(dataset));

    private static bool Nests(EncodedDataset dataset)
    {
        var reader = dataset.GetReader();
        while (reader.Read())
        {
            if (reader.TokenType == DatasetTokenType.ItemStart && reader.Depth > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static void Fill(DatasetBuilder builder, Random random, int depth)
    {
        if (random.Next(3) == 0)
        {
            builder.Add(DicomTag.PixelRepresentation, VR.US, [(byte)random.Next(2), 0]);
            builder.Add(new DicomTag(0x0028, 0x0106), VR.SS, [1, 0]);
        }

        for (var count = random.Next(8); count > 0; count--)
        {
            var entry = Values[random.Next(Values.Length)];
            builder.Add(entry.Tag, entry.VR, Value(random, entry.VR == VR.LT && random.Next(4) == 0 ? 35000 : 8));
        }

        if (random.Next(2) == 0)
        {
            builder.Add(new DicomTag(0x0009, 0x0010), VR.LO, "ACME"u8);
            builder.Add(new DicomTag(0x0009, 0x1001), VR.UN, Value(random, 20));
            builder.Add(new DicomTag(0x0009, 0x1002), VR.FD, Value(random, 3));
        }

        for (var count = depth < 4 ? random.Next(3) : 0; count > 0; count--)
        {
            var sequence = Sequences[random.Next(Sequences.Length)].Tag;
            builder.Add(sequence, "");
            for (var items = random.Next(3); items > 0; items--)
            {
                Fill(builder.AddItem(sequence), random, depth + 1);
            }
        }

        if (depth == 0 && random.Next(2) == 0)
        {
            builder.Add(DicomTag.PixelData, VR.OW, Value(random, 12000));
        }
    }

    private static byte[] Value(Random random, int most)
    {
        var value = new byte[8 * random.Next(most)];
        random.NextBytes(value);
        return value;
    }
}
