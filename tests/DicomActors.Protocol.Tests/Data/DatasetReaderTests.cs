using System.IO.Compression;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class DatasetReaderTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Elements_Read_AreSeenInEveryEncoding(bool isExplicit, bool isBigEndian)
    {
        var bytes = new EncodedBytes(isExplicit, isBigEndian)
            .Element(0x0008, 0x0060, "CS", "CT")
            .Header(0x0028, 0x0010, "US", 2).UInt16(512)
            .Element(0x7FE0, 0x0010, "OW", [1, 2, 3, 4])
            .ToArray();
        var reader = new DatasetReader(bytes, Syntax(isExplicit, isBigEndian));

        Assert.True(reader.Read());
        Assert.Equal((DicomTag.Modality, VR.CS, DatasetTokenType.Element), (reader.Tag, reader.VR, reader.TokenType));
        Assert.Equal("CT"u8, reader.Value);
        Assert.True(reader.Read());
        Assert.True(reader.GetValue().TryGetInteger(out var rows));
        Assert.Equal(512, rows);
        Assert.True(reader.Read());
        Assert.Equal((DicomTag.PixelData, VR.OW), (reader.Tag, reader.VR));
        Assert.Equal(4, reader.Value.Length);
        Assert.False(reader.Read());
        Assert.Null(reader.Error);
        Assert.Equal(bytes.Length, reader.BytesConsumed);
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    [InlineData(false, false, true)]
    [InlineData(false, false, false)]
    public void NestedSequence_OfAnyLengthForm_ReadsAlike(bool isExplicit, bool isBigEndian, bool undefined)
    {
        var syntax = Syntax(isExplicit, isBigEndian);
        var bytes = undefined ? UndefinedNest(isExplicit, isBigEndian) : DefinedNest(isExplicit, isBigEndian);
        Assert.Equal(
            [
                "0 SequenceStart (0008,1115) SQ",
                "0 ItemStart (0008,1115) SQ",
                "1 SequenceStart (0008,1199) SQ",
                "1 ItemStart (0008,1199) SQ",
                "2 Element (0008,1155) UI 312E32",
                "1 ItemEnd (0008,1199) SQ",
                "1 SequenceEnd (0008,1199) SQ",
                "0 ItemEnd (0008,1115) SQ",
                "0 ItemStart (0008,1115) SQ",
                "0 ItemEnd (0008,1115) SQ",
                "0 SequenceEnd (0008,1115) SQ",
                "0 Element (0010,0020) LO 3131",
            ],
            EncodedBytes.Describe(bytes, syntax).Select(line => line.Replace("312E3200", "312E32", StringComparison.Ordinal)));
    }

    [Fact]
    public void EmptySequence_OfEitherForm_HasNoItems()
    {
        string[] expected = ["0 SequenceStart (0008,1115) SQ", "0 SequenceEnd (0008,1115) SQ"];
        Assert.Equal(expected, EncodedBytes.Describe(new EncodedBytes().Header(8, 0x1115, "SQ", 0).ToArray(), TransferSyntax.ExplicitVRLittleEndian));
        Assert.Equal(
            expected,
            EncodedBytes.Describe(new EncodedBytes().Header(8, 0x1115, "SQ", EncodedBytes.Undefined).EndSequence().ToArray(), TransferSyntax.ExplicitVRLittleEndian));
    }

    [Fact]
    public void Fragments_Read_AreSeenWithTheOffsetTableFirst()
    {
        var bytes = new EncodedBytes()
            .Header(0x7FE0, 0x0010, "OB", EncodedBytes.Undefined).Item(0).Item(4).Raw(1, 2, 3, 4).Item(2).Raw(5, 6).EndSequence()
            .ToArray();
        Assert.Equal(
            [
                "0 EncapsulatedStart (7FE0,0010) OB",
                "0 Fragment (7FE0,0010) OB ",
                "0 Fragment (7FE0,0010) OB 01020304",
                "0 Fragment (7FE0,0010) OB 0506",
                "0 EncapsulatedEnd (7FE0,0010) OB",
            ],
            EncodedBytes.Describe(bytes, TransferSyntax.JpegBaseline));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UnknownVRWithUndefinedLength_Read_IsASequenceInImplicitLittleEndian(bool outerIsBigEndian)
    {
        var inner = new EncodedBytes(isExplicit: false).Item(EncodedBytes.Undefined).Element(0x0008, 0x0060, "CS", "MR").EndItem().EndSequence().ToArray();
        var bytes = new EncodedBytes(isBigEndian: outerIsBigEndian)
            .Header(0x0009, 0x1001, "UN", EncodedBytes.Undefined).Raw(inner)
            .Element(0x0010, 0x0020, "LO", "11")
            .ToArray();
        Assert.Equal(
            [
                "0 SequenceStart (0009,1001) UN",
                "0 ItemStart (0009,1001) UN",
                "1 Element (0008,0060) CS 4D52",
                "0 ItemEnd (0009,1001) UN",
                "0 SequenceEnd (0009,1001) UN",
                "0 Element (0010,0020) LO 3131",
            ],
            EncodedBytes.Describe(bytes, Syntax(isExplicit: true, outerIsBigEndian)));
    }

    [Fact]
    public void UnknownVRWithLength_Read_IsBytes() => Assert.Equal(
        ["0 Element (0009,1001) UN 0102"],
        EncodedBytes.Describe(new EncodedBytes().Element(0x0009, 0x1001, "UN", [1, 2]).ToArray(), TransferSyntax.ExplicitVRLittleEndian));

    [Fact]
    public void VROfAFutureEdition_Read_HasALongLength() => Assert.Equal(
        ["0 Element (0008,0060) XX 0102", "0 Element (0010,0020) LO 3131"],
        EncodedBytes.Describe(
            new EncodedBytes().Element(8, 0x60, "XX", [1, 2]).Element(0x0010, 0x0020, "LO", "11").ToArray(), TransferSyntax.ExplicitVRLittleEndian));

    [Fact]
    public void PrivateSequenceInImplicitVR_Read_IsRecognisedByItsUndefinedLength()
    {
        var bytes = new EncodedBytes(isExplicit: false)
            .Element(0x0009, 0x0010, "", "ACME")
            .Header(0x0009, 0x1001, "", EncodedBytes.Undefined).Item(EncodedBytes.Undefined).Element(0x0009, 0x1002, "", [1, 2]).EndItem().EndSequence()
            .ToArray();
        Assert.Equal(
            [
                "0 Element (0009,0010) LO 41434D45",
                "0 SequenceStart (0009,1001) SQ",
                "0 ItemStart (0009,1001) SQ",
                "1 Element (0009,1002) UN 0102",
                "0 ItemEnd (0009,1001) SQ",
                "0 SequenceEnd (0009,1001) SQ",
            ],
            EncodedBytes.Describe(bytes, TransferSyntax.ImplicitVRLittleEndian));
    }

    [Fact]
    public void PixelRepresentation_InImplicitVR_DecidesBetweenSignedAndUnsigned()
    {
        var bytes = new EncodedBytes(isExplicit: false)
            .Header(0x0028, 0x0103, "", 2).UInt16(1)
            .Header(0x0028, 0x0106, "", 2).UInt16(0xFFFF)
            .Header(0x0028, 0x3000, "", EncodedBytes.Undefined)
            .Item(EncodedBytes.Undefined).Header(0x0028, 0x3002, "", 2).UInt16(1).EndItem()
            .Item(EncodedBytes.Undefined).Header(0x0028, 0x0103, "", 2).UInt16(0).Header(0x0028, 0x3002, "", 2).UInt16(1).EndItem()
            .Item(EncodedBytes.Undefined).Header(0x0028, 0x3002, "", 2).UInt16(1).EndItem()
            .EndSequence()
            .ToArray();
        var elements = EncodedBytes.Describe(bytes, TransferSyntax.ImplicitVRLittleEndian).Where(line => line.Contains("Element", StringComparison.Ordinal));
        Assert.Equal(
            [
                "0 Element (0028,0103) US 0100",
                "0 Element (0028,0106) SS FFFF",
                "1 Element (0028,3002) SS 0100",
                "1 Element (0028,0103) US 0000",
                "1 Element (0028,3002) US 0100",
                "1 Element (0028,3002) SS 0100",
            ],
            elements);
    }

    [Fact]
    public void DeflatedDataSet_Read_IsInflatedFirst()
    {
        var plain = new EncodedBytes().Element(0x0010, 0x0020, "LO", "11").ToArray();
        Assert.Equal(["0 Element (0010,0020) LO 3131"], EncodedBytes.Describe(Deflate(plain), TransferSyntax.DeflatedExplicitVRLittleEndian));
    }

    [Fact]
    public void DeflateBomb_Read_StopsAtTheLimit()
    {
        var plain = new EncodedBytes().Element(0x7FE0, 0x0010, "OB", new byte[10_000_000]).ToArray();
        var bomb = Deflate(plain);
        Assert.True(bomb.Length < 20_000, "the test data should compress well");
        Assert.Equal(
            ["error InflatedTooLong"],
            EncodedBytes.Describe(bomb, TransferSyntax.DeflatedExplicitVRLittleEndian, new DatasetReaderLimits { MaximumInflatedLength = 1_000_000 }));
    }

    [Fact]
    public void NoDeflateStream_Read_IsAnError() =>
        Assert.Equal(["error InflateFailed"], EncodedBytes.Describe([0xFF, 0xFF, 0xFF, 0xFF], TransferSyntax.DeflatedExplicitVRLittleEndian));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Skip_FromStarts_GoesToTheEnds(bool undefined)
    {
        var bytes = undefined ? UndefinedNest(true, false) : DefinedNest(true, false);
        var reader = new DatasetReader(bytes, TransferSyntax.ExplicitVRLittleEndian);
        Assert.True(reader.Read() && reader.Skip());
        Assert.Equal((DatasetTokenType.SequenceEnd, 0, new DicomTag(0x0008, 0x1115)), (reader.TokenType, reader.Depth, reader.Tag));
        Assert.True(reader.Read());
        Assert.Equal(DicomTag.PatientId, reader.Tag);

        reader = new DatasetReader(bytes, TransferSyntax.ExplicitVRLittleEndian);
        Assert.True(reader.Read() && reader.Read() && reader.Skip());
        Assert.Equal((DatasetTokenType.ItemEnd, 0), (reader.TokenType, reader.Depth));
        Assert.True(reader.Read());
        Assert.Equal(DatasetTokenType.ItemStart, reader.TokenType);
    }

    [Fact]
    public void EmptyDataSet_Read_EndsAtOnce() => Assert.Empty(EncodedBytes.Describe([], TransferSyntax.ImplicitVRLittleEndian));

    [Fact]
    public void Reading_OnceWarm_AllocatesNothing()
    {
        var bytes = UndefinedNest(isExplicit: false, isBigEndian: false);
        Count(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Count(bytes);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    internal static byte[] UndefinedNest(bool isExplicit, bool isBigEndian) => new EncodedBytes(isExplicit, isBigEndian)
        .Header(0x0008, 0x1115, "SQ", EncodedBytes.Undefined)
        .Item(EncodedBytes.Undefined)
        .Header(0x0008, 0x1199, "SQ", EncodedBytes.Undefined)
        .Item(EncodedBytes.Undefined).Element(0x0008, 0x1155, "UI", "1.2\0").EndItem()
        .EndSequence()
        .EndItem()
        .Item(EncodedBytes.Undefined).EndItem()
        .EndSequence()
        .Element(0x0010, 0x0020, "LO", "11")
        .ToArray();

    internal static byte[] DefinedNest(bool isExplicit, bool isBigEndian)
    {
        var header = (uint)(isExplicit ? 12 : 8);
        return new EncodedBytes(isExplicit, isBigEndian)
            .Header(0x0008, 0x1115, "SQ", 8 + header + 8 + 12 + 8)
            .Item(header + 8 + 12)
            .Header(0x0008, 0x1199, "SQ", 8 + 12)
            .Item(12).Element(0x0008, 0x1155, "UI", "1.2\0")
            .Item(0)
            .Element(0x0010, 0x0020, "LO", "11")
            .ToArray();
    }

    private static int Count(byte[] bytes)
    {
        var reader = new DatasetReader(bytes, TransferSyntax.ImplicitVRLittleEndian);
        var count = 0;
        while (reader.Read())
        {
            count += reader.GetValue().TryGetInteger(out _) ? 2 : 1;
        }

        return count;
    }

    private static byte[] Deflate(byte[] plain)
    {
        using var output = new MemoryStream();
        using (var deflater = new DeflateStream(output, CompressionLevel.Optimal))
        {
            deflater.Write(plain);
        }

        return output.ToArray();
    }

    private static TransferSyntax Syntax(bool isExplicit, bool isBigEndian) =>
        !isExplicit ? TransferSyntax.ImplicitVRLittleEndian
        : isBigEndian ? TransferSyntax.ExplicitVRBigEndian
        : TransferSyntax.ExplicitVRLittleEndian;
}
