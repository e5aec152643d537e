using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class DatasetBuilderTests
{
    public static TheoryData<string> PlainSyntaxes => ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"];

    [Fact]
    public void Elements_Built_AreSortedAndPadded()
    {
        var dataset = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.PatientName, "DOE")
            .Add(DicomTag.SopInstanceUid, new Uid("1.2.3"))
            .Add(DicomTag.Rows, "512")
            .Add(new DicomTag(0x0009, 0x1001), VR.OB, [7])
            .Build();
        var expected = new EncodedBytes()
            .Element(0x0008, 0x0018, "UI", "1.2.3\0")
            .Element(0x0009, 0x1001, "OB", [7, 0])
            .Element(0x0010, 0x0010, "PN", "DOE ")
            .Element(0x0028, 0x0010, "US", [0, 2])
            .ToArray();
        Assert.Equal(expected, dataset.Bytes.ToArray());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Nest_Built_IsWhatTheStandardPrescribes(bool isExplicit, bool isBigEndian)
    {
        var syntax = !isExplicit ? TransferSyntax.ImplicitVRLittleEndian : isBigEndian ? TransferSyntax.ExplicitVRBigEndian : TransferSyntax.ExplicitVRLittleEndian;
        foreach (var undefined in new[] { false, true })
        {
            var builder = new DatasetBuilder(syntax) { UndefinedSequenceLengths = undefined }.Add(DicomTag.PatientId, "11");
            builder.AddItem(new DicomTag(0x0008, 0x1115)).AddItem(new DicomTag(0x0008, 0x1199)).Add(DicomTag.ReferencedSopInstanceUid, "1.2");
            builder.AddItem(new DicomTag(0x0008, 0x1115));
            var expected = undefined ? DatasetReaderTests.UndefinedNest(isExplicit, isBigEndian) : DatasetReaderTests.DefinedNest(isExplicit, isBigEndian);
            Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(builder.Build().Bytes.Span));
        }
    }

    [Theory]
    [MemberData(nameof(PlainSyntaxes))]
    public void ValuesOfEveryKind_BuiltAndLookedUp_AreTheSame(string uid)
    {
        var dataset = new DatasetBuilder(TransferSyntax.FromUid(new Uid(uid)))
            .Add(DicomTag.PatientName, "Yamada^Tarou=山田^太郎")
            .Add(DicomTag.ImageType, "ORIGINAL", "PRIMARY")
            .Add(DicomTag.InstanceNumber, "-7")
            .Add(DicomTag.PixelSpacing, "0.25\\0.5")
            .Add(DicomTag.Columns, "65535")
            .Add(DicomTag.OffendingElement, "(0010,0010)\\PatientID")
            .Add(DicomTag.Parse("RecommendedDisplayFrameRateInFloat"), "1.5")
            .Add(DicomTag.Parse("FrameAcquisitionDuration"), "1e-3")
            .AddIntegers(DicomTag.Parse("SelectorSSValue"), -1, 2)
            .AddIntegers(DicomTag.Parse("SelectorUVValue"), long.MaxValue)
            .Add(DicomTag.StudyInstanceUid, new Uid("1.2.3"))
            .Add(DicomTag.PatientComments, "")
            .Build();
        Assert.Null(dataset.Validate());
        Assert.Equal("ISO_IR 192", dataset.GetString(DicomTag.SpecificCharacterSet));
        Assert.Equal("Yamada^Tarou=山田^太郎", dataset.GetString(DicomTag.PatientName));
        Assert.Equal(["ORIGINAL", "PRIMARY"], dataset.GetStrings(DicomTag.ImageType));
        Assert.Equal(-7, dataset.GetInteger(DicomTag.InstanceNumber));
        Assert.Equal(0.5, dataset.GetNumber(DicomTag.PixelSpacing, 1));
        Assert.Null(dataset.GetNumber(DicomTag.PixelSpacing, 2));
        Assert.Equal(65535, dataset.GetInteger(DicomTag.Columns));
        Assert.Equal("00100010\\00100020", dataset.GetString(DicomTag.OffendingElement));
        Assert.Equal(1.5, dataset.GetNumber(DicomTag.Parse("RecommendedDisplayFrameRateInFloat")) ?? 1.5);
        Assert.Equal(0.001, dataset.GetNumber(DicomTag.Parse("FrameAcquisitionDuration")));
        Assert.Equal("-1\\2", dataset.GetString(DicomTag.Parse("SelectorSSValue")));
        Assert.Equal(long.MaxValue, dataset.GetInteger(DicomTag.Parse("SelectorUVValue")));
        Assert.Equal(new Uid("1.2.3"), dataset.GetUid(DicomTag.StudyInstanceUid));
        Assert.Equal("", dataset.GetString(DicomTag.PatientComments));
        Assert.True(dataset.Contains(DicomTag.PatientComments));
        Assert.Null(dataset.GetString(DicomTag.PatientSex));
        Assert.Equal(Uid.Empty, dataset.GetUid(DicomTag.SopClassUid));
    }

    [Fact]
    public void AsciiText_Built_StatesNoCharacterSet() =>
        Assert.False(new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian).Add(DicomTag.PatientName, "DOE").Build().Contains(DicomTag.SpecificCharacterSet));

    [Fact]
    public void TextInAnItem_Built_IsInTheCharacterSetOfTheDataSet()
    {
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.SpecificCharacterSet, "ISO_IR 100");
        builder.AddItem(DicomTag.ScheduledProcedureStepSequence).Add(DicomTag.ScheduledPerformingPhysicianName, "Müller");
        var dataset = builder.Build();
        var item = Assert.Single(dataset.GetItems(DicomTag.ScheduledProcedureStepSequence));
        Assert.True(item.TryGetElement(DicomTag.ScheduledPerformingPhysicianName, out var name));
        Assert.Equal("4DFC6C6C6572", Convert.ToHexString(name.Bytes.Span));
        Assert.Equal("Müller", item.GetString(DicomTag.ScheduledPerformingPhysicianName));
    }

    [Fact]
    public void TextInAnItemOnly_Built_MakesTheDataSetStateUtf8()
    {
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.SpecificCharacterSet, "");
        builder.AddItem(DicomTag.ScheduledProcedureStepSequence).Add(DicomTag.ScheduledPerformingPhysicianName, "Müller");
        var dataset = builder.Build();
        Assert.Equal(SpecificCharacterSet.Utf8, dataset.CharacterSet);
        Assert.Equal("Müller", dataset.GetItems(DicomTag.ScheduledProcedureStepSequence)[0].GetString(DicomTag.ScheduledPerformingPhysicianName));
    }

    [Fact]
    public void CopiedText_WithAnotherCharacterSet_IsConverted()
    {
        var source = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SpecificCharacterSet, "ISO_IR 100").Add(DicomTag.PatientName, "Müller").Build();
        var copy = new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian);
        Assert.Null(copy.AddAll(source));
        Assert.Equal(source.GetString(DicomTag.PatientName), copy.Build().GetString(DicomTag.PatientName));
        copy.Add(DicomTag.SpecificCharacterSet, "ISO_IR 192");
        Assert.True(copy.Build().TryGetElement(DicomTag.PatientName, out var name));
        Assert.Equal("Müller "u8, name.Bytes.Span);
    }

    [Fact]
    public void ElementAddedTwice_Built_HasTheLaterValue()
    {
        var builder = new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian).Add(DicomTag.PatientId, "1").Add(DicomTag.PatientId, "2");
        Assert.Equal("2", builder.Build().GetString(DicomTag.PatientId));
        Assert.True(builder.Remove(DicomTag.PatientId));
        Assert.True(builder.Build().IsEmpty);
    }

    [Fact]
    public void ValueTooLongForItsVR_Built_IsSentAsUnknown()
    {
        var table = new byte[0x10000];
        var dataset = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.Parse("RedPaletteColorLookupTableDescriptor"), VR.US, table).Build();
        var reader = dataset.GetReader();
        Assert.True(reader.Read());
        Assert.Equal((VR.UN, table.Length), (reader.VR, reader.Value.Length));
    }

    [Theory]
    [InlineData("Rows", "65536")]
    [InlineData("Rows", "-1")]
    [InlineData("Rows", "many")]
    [InlineData("OffendingElement", "PatientNmae")]
    [InlineData("ReferencedStudySequence", "x")]
    public void ValueOutsideItsVR_Added_IsRefused(string keyword, string value)
    {
        var builder = new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian);
        Assert.Throws<ArgumentException>(() => builder.Add(DicomTag.Parse(keyword), value));
        Assert.Equal(0, builder.Count);
    }

    [Fact]
    public void Fragments_BuiltAndRead_AreTheSame()
    {
        byte[][] fragments = [[], [1, 2], [3, 4, 5, 6]];
        var dataset = new DatasetBuilder(TransferSyntax.RleLossless)
            .AddFragments(DicomTag.PixelData, fragments.Select(fragment => new ReadOnlyMemory<byte>(fragment))).Build();
        Assert.Null(dataset.Validate());
        Assert.Equal(5, EncodedBytes.Describe(dataset.Bytes.Span, dataset.TransferSyntax).Count);
        Assert.Throws<InvalidOperationException>(() => new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian).AddFragments(DicomTag.PixelData, []));
        Assert.False(dataset.TryConvert(TransferSyntax.ImplicitVRLittleEndian, out _, out var error));
        Assert.Equal(DatasetErrorCode.UnsupportedConversion, error.Code);
    }

    [Theory]
    [MemberData(nameof(PlainSyntaxes))]
    public void DataSet_ConvertedThereAndBack_IsTheSame(string uid)
    {
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian) { UndefinedSequenceLengths = true }
            .Add(DicomTag.PatientName, "Müller").Add(DicomTag.Rows, "3").Add(DicomTag.PixelRepresentation, "1")
            .Add(DicomTag.SmallestImagePixelValue, VR.SS, [0xFE, 0xFF]).Add(DicomTag.PixelData, VR.OW, [1, 2, 3, 4]);
        builder.AddItem(DicomTag.ReferencedSopSequence).AddItem(DicomTag.ReferencedStudySequence).Add(DicomTag.Columns, "258");
        var original = builder.Build();
        Assert.True(original.TryConvert(TransferSyntax.FromUid(new Uid(uid)), out var there, out _));
        Assert.Null(there.Validate());
        Assert.Equal("Müller", there.GetString(DicomTag.PatientName));
        Assert.Equal(-2, there.GetInteger(DicomTag.SmallestImagePixelValue));
        Assert.True(there.TryConvert(TransferSyntax.ExplicitVRLittleEndian, out var back, out _));
        Assert.Equal(Convert.ToHexString(original.Bytes.Span), Convert.ToHexString(back.Bytes.Span));
    }

    [Fact]
    public void UnknownSequence_Converted_BecomesAKnownOne()
    {
        var inner = new EncodedBytes(isExplicit: false).Item(EncodedBytes.Undefined).Element(8, 0x60, "", "MR").EndItem().EndSequence().ToArray();
        var dataset = new EncodedDataset(
            new EncodedBytes().Header(0x0008, 0x1110, "UN", EncodedBytes.Undefined).Raw(inner).ToArray(), TransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal("MR", Assert.Single(dataset.GetItems(DicomTag.ReferencedStudySequence)).GetString(DicomTag.Modality));
        Assert.True(dataset.TryConvert(TransferSyntax.ExplicitVRBigEndian, out var converted, out _));
        Assert.Equal("0 SequenceStart (0008,1110) SQ", EncodedBytes.Describe(converted.Bytes.Span, converted.TransferSyntax)[0]);
        Assert.Equal("MR", Assert.Single(converted.GetItems(DicomTag.ReferencedStudySequence)).GetString(DicomTag.Modality));
    }

    [Fact]
    public void PublicElementEncodedAsUnknown_LookedUp_HasItsVR()
    {
        var dataset = new EncodedDataset(new EncodedBytes().Element(0x0028, 0x0010, "UN", [0, 2]).ToArray(), TransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal(512, dataset.GetInteger(DicomTag.Rows));
    }

    [Theory]
    [MemberData(nameof(PlainSyntaxes))]
    public void PrivateElements_InReservedBlocks_AreFoundByTheirCreator(string uid)
    {
        var builder = new DatasetBuilder(TransferSyntax.FromUid(new Uid(uid)));
        var acme = builder.ReservePrivateBlock(0x0009, "ACME 1.0");
        var other = builder.ReservePrivateBlock(0x0009, "OTHER");
        Assert.Equal((new DicomTag(0x0009, 0x1000), new DicomTag(0x0009, 0x1100)), (acme, other));
        Assert.Equal(acme, builder.ReservePrivateBlock(0x0009, "ACME 1.0"));
        builder.Add(new DicomTag(other.Group, (ushort)(other.Element + 2)), VR.LO, "value");

        var dataset = builder.Build();
        var found = dataset.FindPrivateTag(0x0009, "OTHER", 0x02);
        Assert.Equal(new DicomTag(0x0009, 0x1102), found);
        Assert.Equal("value", dataset.GetString(found!.Value));
        Assert.Null(dataset.FindPrivateTag(0x0009, "NOBODY", 0x02));

        var copy = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian);
        copy.AddAll(dataset);
        Assert.Equal(other, copy.ReservePrivateBlock(0x0009, "OTHER"));
        Assert.Throws<ArgumentException>(() => copy.ReservePrivateBlock(0x0008, "ACME"));
    }

    [Fact]
    public void Dump_OfADataSet_ShowsElementsAndTheFault()
    {
        var builder = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.PatientName, "DOE^JOHN");
        builder.AddItem(DicomTag.ReferencedStudySequence).Add(DicomTag.Rows, "512");
        var bytes = builder.Build().Bytes.ToArray().Append((byte)1).ToArray();
        using var text = new StringWriter { NewLine = "\n" };
        DatasetDump.Write(text, new EncodedDataset(bytes, TransferSyntax.ExplicitVRLittleEndian));
        var lines = text.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal("(0008,1110) SQ        18 ReferencedStudySequence: sequence", lines[0]);
        Assert.Equal("  (0028,0010) US         2 Rows: 512", lines[2]);
        Assert.Equal("(0010,0010) PN         8 PatientName: DOE^JOHN", lines[3]);
        Assert.StartsWith("! The data ends", lines[4], StringComparison.Ordinal);
    }
}
