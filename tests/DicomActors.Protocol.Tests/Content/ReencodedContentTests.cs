using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Tests.Data;

namespace DicomActors.Protocol.Tests.Content;

public sealed class ReencodedContentTests
{
    private const uint Undefined = EncodedBytes.Undefined;
    private static readonly TransferSyntax Explicit = TransferSyntax.ExplicitVRLittleEndian;
    private static readonly TransferSyntax Implicit = TransferSyntax.ImplicitVRLittleEndian;

    private static EncodedBytes Bytes(TransferSyntax syntax) => new(syntax.IsExplicitVR);

    private static Task<byte[]> ReencodeAsync(EncodedBytes bytes, TransferSyntax syntax) =>
        TrickledContent.ReadAllAsync(new ReencodedContent(new TrickledContent(new EncodedDataset(bytes.ToArray(), syntax))));

    private static async Task AssertAsync(EncodedBytes original, EncodedBytes expected, TransferSyntax from) =>
        Assert.Equal(Convert.ToHexString(expected.ToArray()), Convert.ToHexString(await ReencodeAsync(original, from)));

    [Fact]
    public async Task ExplicitElements_ToImplicit_LoseTheirVRs() => await AssertAsync(
        Bytes(Explicit).Element(0x0008, 0x0060, "CS", "CT").Element(0x0028, 0x0010, "US", [0, 2]).Element(0x7FE0, 0x0010, "OB", [1, 2, 3, 4]),
        Bytes(Implicit).Element(0x0008, 0x0060, "CS", "CT").Element(0x0028, 0x0010, "US", [0, 2]).Element(0x7FE0, 0x0010, "OB", [1, 2, 3, 4]),
        Explicit);

    [Fact]
    public async Task ImplicitElements_ToExplicit_HaveTheVRsOfTheDictionary() => await AssertAsync(
        Bytes(Implicit).Element(0x0008, 0x0060, "", "CT").Element(0x0009, 0x0010, "", "ACME").Element(0x0009, 0x1001, "", [1, 2])
            .Element(0x0010, 0x2345, "", [5, 6]).Element(0x0028, 0x0010, "", [0, 2]).Element(0x7FE0, 0x0010, "", [1, 2, 3, 4]),
        Bytes(Explicit).Element(0x0008, 0x0060, "CS", "CT").Element(0x0009, 0x0010, "LO", "ACME").Element(0x0009, 0x1001, "UN", [1, 2])
            .Element(0x0010, 0x2345, "UN", [5, 6]).Element(0x0028, 0x0010, "US", [0, 2]).Element(0x7FE0, 0x0010, "OW", [1, 2, 3, 4]),
        Implicit);

    [Theory]
    [InlineData(0, "US")]
    [InlineData(1, "SS")]
    public async Task SmallestPixelValue_ToExplicit_IsSignedAsPixelRepresentationSays(byte representation, string vr) => await AssertAsync(
        Bytes(Implicit).Element(0x0028, 0x0103, "", [representation, 0]).Element(0x0028, 0x0106, "", [1, 0]),
        Bytes(Explicit).Element(0x0028, 0x0103, "US", [representation, 0]).Element(0x0028, 0x0106, vr, [1, 0]),
        Implicit);

    [Fact]
    public async Task GroupLengths_AreLeftOut() => await AssertAsync(
        Bytes(Explicit).Element(0x0008, 0x0000, "UL", [10, 0, 0, 0]).Element(0x0008, 0x0060, "CS", "CT").Element(0x0010, 0x0000, "UN", new byte[20000]),
        Bytes(Implicit).Element(0x0008, 0x0060, "CS", "CT"),
        Explicit);

    [Fact]
    public async Task OddValue_IsPaddedAsItsVRAsks() => await AssertAsync(
        Bytes(Implicit).Element(0x0008, 0x0018, "", "1.2").Element(0x0008, 0x0060, "", "MRI"),
        Bytes(Explicit).Element(0x0008, 0x0018, "UI", "1.2\0").Element(0x0008, 0x0060, "CS", "MRI "),
        Implicit);

    [Fact]
    public async Task SequencesOfAnyLengthForm_ToImplicit_HaveUndefinedLength()
    {
        var inner = Bytes(Explicit).Element(0x0008, 0x1150, "UI", "1.2\0");
        var innerLength = (uint)inner.ToArray().Length;
        var expectedInner = Bytes(Implicit).Element(0x0008, 0x1150, "UI", "1.2\0").ToArray();

        foreach (var (sequenceLength, itemLength) in new[] { (innerLength + 8, innerLength), (Undefined, innerLength), (innerLength + 16, Undefined), (Undefined, Undefined) })
        {
            var original = Bytes(Explicit).Header(0x0008, 0x1140, "SQ", sequenceLength).Item(itemLength).Raw(inner.ToArray());
            original = itemLength == Undefined ? original.EndItem() : original;
            original = sequenceLength == Undefined ? original.EndSequence() : original;
            await AssertAsync(
                original.Element(0x0010, 0x0010, "PN", "A^"),
                Bytes(Implicit).Header(0x0008, 0x1140, "SQ", Undefined).Item(Undefined).Raw(expectedInner).EndItem().EndSequence()
                    .Element(0x0010, 0x0010, "PN", "A^"),
                Explicit);
        }
    }

    [Fact]
    public async Task EmptySequenceAndEmptyItem_StaySo() => await AssertAsync(
        Bytes(Implicit).Header(0x0008, 0x1140, "", 0).Header(0x0008, 0x1115, "", 8).Item(0),
        Bytes(Explicit).Header(0x0008, 0x1140, "SQ", Undefined).EndSequence()
            .Header(0x0008, 0x1115, "SQ", Undefined).Item(Undefined).EndItem().EndSequence(),
        Implicit);

    [Fact]
    public async Task UnknownElementOfUndefinedLength_ToExplicit_IsASequence() => await AssertAsync(
        Bytes(Implicit).Header(0x0009, 0x1002, "", Undefined).Item(Undefined).Element(0x0008, 0x0060, "", "CT").EndItem().EndSequence(),
        Bytes(Explicit).Header(0x0009, 0x1002, "SQ", Undefined).Item(Undefined).Element(0x0008, 0x0060, "CS", "CT").EndItem().EndSequence(),
        Implicit);

    [Fact]
    public async Task SequenceOfUnknownVR_ToImplicit_IsReadAsTheImplicitVRItIs() => await AssertAsync(
        Bytes(Explicit).Header(0x0009, 0x1002, "UN", Undefined).Item(Undefined).Raw(Bytes(Implicit).Element(0x0008, 0x0060, "", "CT").ToArray())
            .EndItem().EndSequence().Element(0x0010, 0x0010, "PN", "A^"),
        Bytes(Implicit).Header(0x0009, 0x1002, "", Undefined).Item(Undefined).Element(0x0008, 0x0060, "", "CT")
            .EndItem().EndSequence().Element(0x0010, 0x0010, "PN", "A^"),
        Explicit);

    [Theory]
    [InlineData(65534, "LT")]
    [InlineData(65536, "UN")]
    public async Task LongValueOfShortVR_ToExplicit_IsUnknownWhereItDoesNotFit(int length, string vr)
    {
        var value = new byte[length];
        Array.Fill(value, (byte)'x');
        await AssertAsync(
            Bytes(Implicit).Element(0x0010, 0x21B0, "", value).Element(0x0028, 0x0010, "", [0, 2]),
            Bytes(Explicit).Element(0x0010, 0x21B0, vr, value).Element(0x0028, 0x0010, "US", [0, 2]),
            Implicit);
    }

    [Fact]
    public async Task ValueThatTheDictionaryTakesForASequence_ToImplicit_IsNotSent() => await AssertFailsAsync(
        Bytes(Explicit).Element(0x0008, 0x1140, "OB", [1, 2]), Explicit, "(0008,1140) at offset 0 is OB here");

    [Theory]
    [InlineData("OB")]
    [InlineData("OW")]
    public async Task CompressedPixelData_IsNotSent(string vr) => await AssertFailsAsync(
        Bytes(Explicit).Element(0x0008, 0x0060, "CS", "CT").Header(0x7FE0, 0x0010, vr, Undefined).Item(0).EndSequence(), Explicit,
        "(7FE0,0010) at offset 10 is compressed");

    [Fact]
    public async Task ItemLongerThanItsSequence_Fails() => await AssertFailsAsync(
        Bytes(Explicit).Header(0x0008, 0x1140, "SQ", 18).Item(100).Element(0x0008, 0x0060, "CS", "CT").Element(0x0010, 0x0010, "PN", new string('x', 200)), Explicit,
        "(0008,1140) at offset 12 states a length of 100 bytes, but what encloses it has 10 left.");

    [Fact]
    public async Task DeepestNesting_IsSent_AndOneDeeperFails()
    {
        await ReencodeAsync(Nested(DatasetReaderLimits.Default.MaximumDepth), Implicit);
        await AssertFailsAsync(Nested(DatasetReaderLimits.Default.MaximumDepth + 1), Implicit, "nested deeper than 32 sequences");

        static EncodedBytes Nested(int depth)
        {
            var bytes = Bytes(Implicit);
            for (var i = 0; i < depth; i++)
            {
                bytes.Header(0x0008, 0x1140, "", Undefined).Item(Undefined);
            }

            for (var i = 0; i < depth; i++)
            {
                bytes.EndItem().EndSequence();
            }

            return bytes;
        }
    }

    [Fact]
    public async Task DamagedFile_Error_NamesFileTagAndOffsetInTheFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"dicomactors-{Guid.NewGuid():N}.dcm");
        var dataset = Bytes(Explicit).Element(0x0008, 0x0060, "CS", "CT").Element(0x0010, 0x0010, "PN", [1, 2], length: 40).ToArray();
        await File.WriteAllBytesAsync(path, [.. new byte[132], .. dataset]);
        try
        {
            var content = new ReencodedContent(new FileContent(path, SopClasses.CtImageStorage, new Uid("1.2.3"), Explicit, offset: 132));
            var exception = await Assert.ThrowsAsync<InvalidDataException>(() => TrickledContent.ReadAllAsync(content));

            Assert.Equal($"{path}: (0010,0010) at offset 142 states a length of 40 bytes, but the data has 2 left.", exception.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.2")]
    [InlineData("1.2.840.10008.1.2.1.99")]
    [InlineData("1.2.840.10008.1.2.4.50")]
    [InlineData("1.2.840.113619.5.2")]
    public void OtherTransferSyntax_HasNoTarget(string uid)
    {
        var syntax = TransferSyntax.FromUid(new Uid(uid));

        Assert.Null(ReencodedContent.FindTarget(syntax));
        Assert.Throws<ArgumentException>(() => new ReencodedContent(new TrickledContent(new EncodedDataset(default, syntax))));
    }

    private static async Task AssertFailsAsync(EncodedBytes original, TransferSyntax syntax, string message)
    {
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReencodeAsync(original, syntax));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }
}
