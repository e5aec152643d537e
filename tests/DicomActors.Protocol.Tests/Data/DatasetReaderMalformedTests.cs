using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class DatasetReaderMalformedTests
{
    public static TheoryData<string> AllSyntaxes => ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.4.50"];

    [Fact]
    public void LengthBeyondTheData_Read_IsTruncatedAndSaysWhere()
    {
        var bytes = new EncodedBytes().Element(0x0008, 0x0060, "CS", "CT").Element(0x0010, 0x0010, "PN", [65, 66], length: 100).ToArray();
        var error = ReadToError(bytes, TransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal((DatasetErrorCode.Truncated, 10L, (DicomTag?)DicomTag.PatientName), (error.Code, error.Offset, error.Tag));
        Assert.Contains("(0010,0010)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x80000000)]
    [InlineData(0xFFFFFFFE)]
    [InlineData(0x7FFFFFFF)]
    public void LengthOfGigabytes_Read_IsComparedUnsigned(uint length)
    {
        var error = ReadToError(new EncodedBytes().Header(0x7FE0, 0x0010, "OB", length).Raw(1, 2).ToArray(), TransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal(DatasetErrorCode.Truncated, error.Code);
        error = ReadToError(new EncodedBytes().Header(0x0008, 0x1115, "SQ", EncodedBytes.Undefined).Item(length).Raw(1, 2).ToArray(), TransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal(DatasetErrorCode.Truncated, error.Code);
    }

    [Fact]
    public void ElementLongerThanItsItem_Read_IsAnOverrun()
    {
        var bytes = new EncodedBytes().Header(8, 0x1115, "SQ", 20).Item(12).Header(8, 0x60, "CS", 6).Raw(65, 66, 67, 68).Raw(new byte[50]).ToArray();
        Assert.Equal(DatasetErrorCode.Overrun, ReadToError(bytes, TransferSyntax.ExplicitVRLittleEndian).Code);
    }

    [Fact]
    public void ItemLongerThanItsSequence_Read_IsAnOverrun()
    {
        var bytes = new EncodedBytes().Header(8, 0x1115, "SQ", 10).Item(12).Raw(new byte[50]).ToArray();
        Assert.Equal(DatasetErrorCode.Overrun, ReadToError(bytes, TransferSyntax.ExplicitVRLittleEndian).Code);
    }

    [Fact]
    public void HeaderCutByItsItem_Read_IsAnOverrun()
    {
        var bytes = new EncodedBytes().Header(8, 0x1115, "SQ", 12).Item(4).Raw(new byte[50]).ToArray();
        Assert.Equal(DatasetErrorCode.Overrun, ReadToError(bytes, TransferSyntax.ExplicitVRLittleEndian).Code);
    }

    [Fact]
    public void LowerCaseVR_Read_IsInvalid() =>
        Assert.Equal(DatasetErrorCode.InvalidVR, ReadToError(new EncodedBytes().Element(8, 0x60, "cs", "CT").ToArray(), TransferSyntax.ExplicitVRLittleEndian).Code);

    [Fact]
    public void UndefinedLengthOfAText_Read_IsNotAllowed()
    {
        var bytes = new EncodedBytes().Header(0x0040, 0xA160, "UT", EncodedBytes.Undefined).Raw(new byte[20]).ToArray();
        Assert.Equal(DatasetErrorCode.UndefinedLengthNotAllowed, ReadToError(bytes, TransferSyntax.ExplicitVRLittleEndian).Code);
    }

    [Fact]
    public void FragmentOfUndefinedLength_Read_IsNotAllowed()
    {
        var bytes = new EncodedBytes().Header(0x7FE0, 0x0010, "OB", EncodedBytes.Undefined).Item(EncodedBytes.Undefined).EndSequence().ToArray();
        Assert.Equal(DatasetErrorCode.UndefinedLengthNotAllowed, ReadToError(bytes, TransferSyntax.JpegBaseline).Code);
    }

    [Fact]
    public void StrayDelimiters_Read_AreUnexpected()
    {
        var syntax = TransferSyntax.ExplicitVRLittleEndian;
        Assert.Equal(DatasetErrorCode.UnexpectedDelimiter, ReadToError(new EncodedBytes().EndItem().ToArray(), syntax).Code);
        Assert.Equal(DatasetErrorCode.UnexpectedDelimiter, ReadToError(new EncodedBytes().EndSequence().ToArray(), syntax).Code);
        Assert.Equal(DatasetErrorCode.UnexpectedDelimiter, ReadToError(new EncodedBytes().Item(0).ToArray(), syntax).Code);
        Assert.Equal(DatasetErrorCode.UnexpectedDelimiter, ReadToError(new EncodedBytes().Header(8, 0x1115, "SQ", EncodedBytes.Undefined).EndItem().ToArray(), syntax).Code);
        Assert.Equal(DatasetErrorCode.UnexpectedDelimiter, ReadToError(new EncodedBytes().Header(8, 0x1115, "SQ", 8).EndSequence().ToArray(), syntax).Code);
    }

    [Fact]
    public void ElementWhereAnItemBelongs_Read_IsAnError()
    {
        var bytes = new EncodedBytes().Header(8, 0x1115, "SQ", EncodedBytes.Undefined).Element(8, 0x60, "CS", "CT").ToArray();
        var error = ReadToError(bytes, TransferSyntax.ExplicitVRLittleEndian);
        Assert.Equal((DatasetErrorCode.ItemExpected, 12L), (error.Code, error.Offset));
    }

    [Fact]
    public void NestingBeyondTheLimit_Read_IsTooDeep()
    {
        var data = new EncodedBytes();
        for (var i = 0; i < 100; i++)
        {
            data.Header(8, 0x1115, "SQ", EncodedBytes.Undefined).Item(EncodedBytes.Undefined);
        }

        foreach (var depth in new[] { 1, 32, DatasetReaderLimits.GreatestDepth })
        {
            var lines = EncodedBytes.Describe(data.ToArray(), TransferSyntax.ExplicitVRLittleEndian, new DatasetReaderLimits { MaximumDepth = depth });
            Assert.Equal((2 * depth) + 1, lines.Count);
            Assert.Equal("error TooDeep", lines[^1]);
        }
    }

    [Fact]
    public void ElementsAndItemsBeyondTheLimit_Read_AreTooMany()
    {
        var data = new EncodedBytes().Header(8, 0x1115, "SQ", EncodedBytes.Undefined);
        for (var i = 0; i < 10; i++)
        {
            data.Item(0);
        }

        var lines = EncodedBytes.Describe(data.EndSequence().ToArray(), TransferSyntax.ExplicitVRLittleEndian, new DatasetReaderLimits { MaximumElements = 10 });
        Assert.Equal("error TooManyElements", lines[^1]);
        Assert.Null(ErrorOf(data.ToArray(), TransferSyntax.ExplicitVRLittleEndian, new DatasetReaderLimits { MaximumElements = 11 }));
    }

    [Fact]
    public void ValueBeyondTheLimit_Read_IsTooLong()
    {
        var bytes = new EncodedBytes().Element(0x0010, 0x0020, "LO", "1234").ToArray();
        Assert.Equal(DatasetErrorCode.ValueTooLong, ErrorOf(bytes, TransferSyntax.ExplicitVRLittleEndian, new DatasetReaderLimits { MaximumValueLength = 3 })!.Code);
        Assert.Null(ErrorOf(bytes, TransferSyntax.ExplicitVRLittleEndian, new DatasetReaderLimits { MaximumValueLength = 4 }));
    }

    [Fact]
    public void Error_ReadAgain_Stays()
    {
        var reader = new DatasetReader([1, 2, 3], TransferSyntax.ExplicitVRLittleEndian);
        Assert.False(reader.Read());
        var error = reader.Error;
        Assert.False(reader.Read());
        Assert.False(reader.Skip());
        Assert.Same(error, reader.Error);
    }

    [Fact]
    public void LimitsOutOfRange_Set_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DatasetReaderLimits { MaximumDepth = 64 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DatasetReaderLimits { MaximumElements = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DatasetReaderLimits { MaximumInflatedLength = -1 });
    }

    [Theory]
    [MemberData(nameof(AllSyntaxes))]
    public void DataSet_CutAtEveryByte_EndsInAnErrorUnlessBetweenElements(string uid)
    {
        var syntax = TransferSyntax.FromUid(new Uid(uid));
        var whole = Sample(syntax);
        var boundaries = TopLevelBoundaries(whole, syntax);
        for (var length = 0; length < whole.Length; length++)
        {
            var error = ErrorOf(whole.AsSpan(0, length), syntax, null);
            Assert.True(error is null == boundaries.Contains(length), $"Cut after {length} bytes: {error?.ToString() ?? "no error"}");
            Assert.True(error is null || error.Offset <= length, $"Cut after {length} bytes the error is at {error?.Offset}");
        }
    }

    [Theory]
    [MemberData(nameof(AllSyntaxes))]
    public void DataSet_WithAnyByteChanged_IsReadWithoutException(string uid)
    {
        var syntax = TransferSyntax.FromUid(new Uid(uid));
        var whole = Sample(syntax);
        for (var i = 0; i < whole.Length; i++)
        {
            foreach (var value in new byte[] { 0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF, (byte)(whole[i] ^ 1) })
            {
                var damaged = whole.ToArray();
                damaged[i] = value;
                ExerciseEverything(new EncodedDataset(damaged, syntax));
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllSyntaxes))]
    public void RandomBytes_AreReadWithoutException(string uid)
    {
        var random = new Random(20240501);
        var syntax = TransferSyntax.FromUid(new Uid(uid));
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            ExerciseEverything(new EncodedDataset(bytes, syntax));
        }
    }

    internal static void ExerciseEverything(EncodedDataset dataset)
    {
        dataset.Validate();
        dataset.GetString(DicomTag.PatientName);
        dataset.GetItems(DicomTag.ReferencedSopSequence);
        dataset.TryConvert(TransferSyntax.ExplicitVRBigEndian, out _, out _);
        DatasetDump.Write(TextWriter.Null, dataset);
        using var json = new System.Text.Json.Utf8JsonWriter(new MemoryStream());
        DicomJson.Write(json, dataset);
        Part10Reader.Parse(dataset.Bytes);
        var copy = new DatasetBuilder(dataset.TransferSyntax);
        copy.AddAll(dataset);
        Assert.Null(copy.Build().Validate(new DatasetReaderLimits { MaximumDepth = DatasetReaderLimits.GreatestDepth }));
    }

    private static byte[] Sample(TransferSyntax syntax)
    {
        var builder = new DatasetBuilder(syntax) { UndefinedSequenceLengths = true }
            .Add(DicomTag.SpecificCharacterSet, "ISO_IR 192")
            .Add(DicomTag.PatientName, "Müller^Jörg")
            .Add(DicomTag.Rows, "512")
            .Add(DicomTag.WindowCenter, "40\\400")
            .Add(new DicomTag(0x0009, 0x0010), "ACME")
            .Add(new DicomTag(0x0009, 0x1001), VR.UN, [1, 2, 3, 4])
            .Add(DicomTag.RequestedProcedureDescription, "X");
        builder.AddItem(DicomTag.ReferencedSopSequence).Add(DicomTag.ReferencedSopInstanceUid, new Uid("1.2.3"))
            .AddItem(DicomTag.ReferencedStudySequence).Add(DicomTag.StudyDate, "20240501");
        builder.AddItem(DicomTag.ReferencedSopSequence);
        if (syntax.IsEncapsulated)
        {
            builder.AddFragments(DicomTag.PixelData, [Array.Empty<byte>(), new byte[] { 1, 2, 3, 4 }]);
        }
        else
        {
            builder.Add(DicomTag.PixelData, VR.OW, [1, 2, 3, 4]);
        }

        return builder.Build().Bytes.ToArray();
    }

    private static HashSet<int> TopLevelBoundaries(byte[] bytes, TransferSyntax syntax)
    {
        var boundaries = new HashSet<int> { 0 };
        var reader = new DatasetReader(bytes, syntax);
        while (reader.Read() && reader.Skip())
        {
            boundaries.Add(reader.BytesConsumed);
        }

        return boundaries;
    }

    private static DatasetError ReadToError(byte[] bytes, TransferSyntax syntax)
    {
        var error = ErrorOf(bytes, syntax, null);
        Assert.NotNull(error);
        return error;
    }

    private static DatasetError? ErrorOf(ReadOnlySpan<byte> bytes, TransferSyntax syntax, DatasetReaderLimits? limits)
    {
        var reader = new DatasetReader(bytes, syntax, limits);
        while (reader.Read())
        {
        }

        return reader.Error;
    }
}
