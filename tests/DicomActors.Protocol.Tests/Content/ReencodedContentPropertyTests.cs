using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Tests.Data;

namespace DicomActors.Protocol.Tests.Content;

/// <summary>Re-encoding while streaming against re-encoding in memory, over random, real and damaged data sets.</summary>
public sealed class ReencodedContentPropertyTests
{
    private static readonly TransferSyntax[] Syntaxes = [TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian];

    [Fact]
    public async Task RandomDataSets_OfBothLengthForms_AreWhatTheyAreInMemory()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            foreach (var from in Syntaxes)
            {
                var expected = Convert(RandomDataset.Make(seed, from, undefinedLengths: true));
                foreach (var undefined in new[] { false, true })
                {
                    var streamed = await ReencodeAsync(new TrickledContent(RandomDataset.Make(seed, from, undefined), knowsLength: undefined));
                    Assert.True(expected.Bytes.Span.SequenceEqual(streamed), $"seed {seed} from {from}, undefined lengths {undefined}");
                }
            }
        }
    }

    [Fact]
    public async Task RandomDataSet_InPiecesOfEveryLength_IsTheSame()
    {
        foreach (var from in Syntaxes)
        {
            var original = RandomDataset.MakeShort(from);
            var expected = await ReencodeAsync(new TrickledContent(original));
            for (var length = 1; length < 80; length++)
            {
                Assert.Equal(expected, await ReencodeAsync(new TrickledContent(original, length), bufferLength: 65536));
                Assert.Equal(expected, await ReencodeAsync(new TrickledContent(original, knowsLength: false), bufferLength: length));
                Assert.Equal(expected, await ReencodeAsync(new TrickledContent(original, length, knowsLength: false), bufferLength: (length * 7 % 31) + 1));
            }
        }
    }

    [Fact]
    public async Task DataSetCutAnywhere_FailsWhereTheReaderDoes()
    {
        foreach (var from in Syntaxes)
        {
            var original = RandomDataset.MakeShort(from);
            for (var length = 0; length < original.Bytes.Length; length++)
            {
                var cut = new EncodedDataset(original.Bytes[..length], from);
                var expected = cut.Validate();
                var error = await ErrorAsync(new TrickledContent(cut));
                Assert.True(expected?.Message == error, $"{from} cut at {length}: expected {expected}, got {error}");

                // The content promised more, or nothing.
                Assert.True(await ErrorAsync(new TrickledContent(original, cutAt: length)) is not null, $"{from} cut short at {length} went through");
                Assert.Equal(expected is null, await ErrorAsync(new TrickledContent(cut, knowsLength: false)) is null);
            }
        }
    }

    [Fact]
    public async Task DamagedDataSet_FailsWhereTheReaderDoes()
    {
        var failed = 0;
        var originals = Enumerable.Range(0, 30)
            .SelectMany(seed => Syntaxes.Select(from => (Key: (seed, from), RandomDataset.Make(seed, from, undefinedLengths: seed % 3 == 0).Bytes)))
            .Where(static original => original.Bytes.Length < 20000)
            .ToDictionary(static original => original.Key, static original => original.Bytes);
        for (var seed = 0; seed < 2000; seed++)
        {
            var from = Syntaxes[seed % 2];
            var random = new Random(seed);
            var bytes = originals.GetValueOrDefault((seed / 2 % 30, from)).ToArray();
            for (var times = random.Next(1, 4); times > 0 && bytes.Length > 0; times--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var damaged = new EncodedDataset(bytes, from);
            var expected = damaged.Validate();
            var error = await ErrorAsync(new TrickledContent(damaged));
            if (error is null || expected is not null)
            {
                failed += expected is null ? 0 : 1;
                Assert.True(expected?.Message == error || IsUnsupported(error), $"seed {seed}: expected {expected}, got {error}");
            }
            else
            {
                Assert.True(IsUnsupported(error), $"seed {seed}: {error}, but the data set is sound");
            }
        }

        Assert.True(failed > 100, $"only {failed} damaged data sets were unreadable");
    }

    [SampleFilesFact]
    public async Task EveryUncompressedSample_ThereAndBack_HasTheSameElementsAndValues()
    {
        var seen = 0;
        foreach (var path in Directory.EnumerateFiles(SampleFilesFactAttribute.Folder!, "*", SearchOption.AllDirectories))
        {
            var (content, _) = await FileContent.TryOpenPart10Async(path);
            if (content is null || ReencodedContent.FindTarget(content.TransferSyntax) is null)
            {
                continue;
            }

            seen++;
            var original = new EncodedDataset(await TrickledContent.ReadAllAsync(content), content.TransferSyntax);
            var there = await ReencodeAsync(content);
            Assert.True(Convert(original).Validate() is null, path);
            Assert.Equal(Tokens(Convert(original)), Tokens(new EncodedDataset(there, Convert(original).TransferSyntax)));
            Assert.Equal(Tokens(original, withVRs: false), Tokens(new EncodedDataset(there, Convert(original).TransferSyntax), withVRs: false));

            var memory = new MemoryContent(content.SopClassUid, content.SopInstanceUid, Convert(original).TransferSyntax, there);
            var back = new EncodedDataset(await ReencodeAsync(memory, bufferLength: 1000), content.TransferSyntax);
            Assert.Equal(Tokens(original, withVRs: false), Tokens(back, withVRs: false));
        }

        Assert.True(seen > 5, $"only {seen} uncompressed samples");
    }

    private static bool IsUnsupported(string? error) => error is not null
        && (error.Contains("is compressed", StringComparison.Ordinal) || error.Contains("would make a sequence of it", StringComparison.Ordinal));

    private static Task<byte[]> ReencodeAsync(DicomContent content, int bufferLength = 65536) =>
        TrickledContent.ReadAllAsync(new ReencodedContent(content), bufferLength);

    private static async Task<string?> ErrorAsync(DicomContent content)
    {
        try
        {
            await ReencodeAsync(content, bufferLength: 50);
            return null;
        }
        catch (InvalidDataException exception)
        {
            return exception.Message[(exception.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        }
    }

    private static EncodedDataset Convert(EncodedDataset dataset)
    {
        Assert.True(dataset.TryConvert(ReencodedContent.FindTarget(dataset.TransferSyntax)!, out var converted, out var error), $"{error}");
        return converted;
    }

    /// <summary>A line for each token but group lengths; the length form does not show.</summary>
    private static List<string> Tokens(EncodedDataset dataset, bool withVRs = true)
    {
        var lines = new List<string>();
        var reader = dataset.GetReader();
        while (reader.Read())
        {
            if (!reader.Tag.IsGroupLength)
            {
                var value = reader.TokenType == DatasetTokenType.Element ? System.Convert.ToHexString(reader.Value) : "";
                lines.Add($"{reader.Depth} {reader.TokenType} {reader.Tag} {(withVRs ? reader.VR.Letters() : "")} {value}");
            }
        }

        Assert.Null(reader.Error);
        return lines;
    }
}
