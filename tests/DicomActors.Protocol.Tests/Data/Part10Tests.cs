using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Tests.Data;

public sealed class Part10Tests
{
    private static readonly Uid Instance = new("1.2.3.4");

    [Fact]
    public void MetaInformation_Encoded_IsWhatTheStandardPrescribes()
    {
        var bytes = new FileMetaInformation(SopClasses.CtImageStorage, Instance, TransferSyntax.ImplicitVRLittleEndian)
        {
            SourceApplicationEntityTitle = "SENDER",
            ImplementationClassUid = new Uid("1.2"),
            ImplementationVersionName = "V1",
        }.Encode();
        Assert.All(bytes[..128], value => Assert.Equal(0, value));
        Assert.Equal("DICM"u8, bytes.AsSpan(128, 4));
        var expected = new EncodedBytes()
            .Element(2, 0x01, "OB", [0, 1])
            .Element(2, 0x02, "UI", "1.2.840.10008.5.1.4.1.1.2\0")
            .Element(2, 0x03, "UI", "1.2.3.4\0")
            .Element(2, 0x10, "UI", "1.2.840.10008.1.2\0")
            .Element(2, 0x12, "UI", "1.2\0")
            .Element(2, 0x13, "SH", "V1")
            .Element(2, 0x16, "AE", "SENDER")
            .ToArray();
        Assert.Equal(expected, bytes[144..]);
        Assert.Equal(new EncodedBytes().Header(2, 0, "UL", 4).UInt32((uint)expected.Length).ToArray(), bytes[132..144]);
    }

    [Fact]
    public async Task File_Read_GivesBackItsMetaInformationAndTheOffset()
    {
        var meta = new FileMetaInformation(SopClasses.MrImageStorage, Instance, TransferSyntax.JpegBaseline)
        {
            SourceApplicationEntityTitle = "A",
            SendingApplicationEntityTitle = "B",
            ReceivingApplicationEntityTitle = "C",
            PrivateInformationCreatorUid = new Uid("1.9"),
            PrivateInformation = new byte[] { 1, 2 },
        };
        var header = meta.Encode();
        using var stream = new MemoryStream([.. header, .. new EncodedBytes().Element(8, 0x60, "CS", "CT").ToArray()]);
        var result = await Part10Reader.TryReadHeaderAsync(stream);

        Assert.True(result.Succeeded, result.Error?.Message);
        Assert.Equal((header.Length, true), (result.Header.DatasetOffset, result.Header.HasMetaInformation));
        Assert.Equal(header.Length, stream.Position);
        Assert.Equal(meta with { PrivateInformation = default }, result.Header.Meta with { PrivateInformation = default });
        Assert.Equal([1, 2], result.Header.Meta.PrivateInformation.ToArray());
        Assert.True(ImplementationIdentity.ClassUid.IsValid);
        Assert.InRange(ImplementationIdentity.VersionName.Length, 1, 16);
    }

    [Fact]
    public async Task StreamNotAtItsBeginning_Read_CountsFromItsBeginning()
    {
        var header = new FileMetaInformation(SopClasses.MrImageStorage, Instance, TransferSyntax.ImplicitVRLittleEndian).Encode();
        using var stream = new MemoryStream([1, 2, 3, .. header]) { Position = 3 };
        var result = await Part10Reader.TryReadHeaderAsync(stream);
        Assert.Equal(header.Length + 3, result.Header!.DatasetOffset);
    }

    [Fact]
    public async Task PathOfAFile_Read_GivesTheHeader()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await File.WriteAllBytesAsync(path, new FileMetaInformation(SopClasses.MrImageStorage, Instance, TransferSyntax.ImplicitVRLittleEndian).Encode());
            Assert.Equal(Instance, (await Part10Reader.TryReadHeaderAsync(path)).Header!.Meta.MediaStorageSopInstanceUid);
        }
        finally
        {
            File.Delete(path);
        }

        await Assert.ThrowsAsync<FileNotFoundException>(async () => await Part10Reader.TryReadHeaderAsync(path));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.1")]
    [InlineData("1.2.840.10008.1.2.2")]
    public void BareDataSet_Read_IsRecognised(string uid)
    {
        var syntax = TransferSyntax.FromUid(new Uid(uid));
        var result = Part10Reader.Parse(Instances(syntax).Bytes);
        Assert.True(result.Succeeded, result.Error?.Message);
        Assert.Equal((0L, false, syntax), (result.Header.DatasetOffset, result.Header.HasMetaInformation, result.Header.Meta.TransferSyntax));
        Assert.Equal((SopClasses.CtImageStorage, Instance), (result.Header.Meta.MediaStorageSopClassUid, result.Header.Meta.MediaStorageSopInstanceUid));
    }

    [Fact]
    public void MetaInformationWithoutPreamble_Read_IsRecognised()
    {
        var whole = new FileMetaInformation(SopClasses.CtImageStorage, Instance, TransferSyntax.ImplicitVRLittleEndian).Encode();
        foreach (var skipped in new[] { 128, 132 })
        {
            var result = Part10Reader.Parse(whole.AsMemory(skipped));
            Assert.True(result.Succeeded, result.Error?.Message);
            Assert.Equal((whole.Length - skipped, Instance), (result.Header.DatasetOffset, result.Header.Meta.MediaStorageSopInstanceUid));
        }
    }

    [Fact]
    public void MetaInformationWithAWrongOrNoLength_Read_EndsWhereItsElementsEnd()
    {
        var whole = new FileMetaInformation(SopClasses.CtImageStorage, Instance, TransferSyntax.ImplicitVRLittleEndian).Encode();
        var dataset = Instances(TransferSyntax.ImplicitVRLittleEndian).Bytes.ToArray();
        byte[] wrong = [.. whole, .. dataset];
        wrong[140] = 7;
        Assert.Equal(whole.Length, Part10Reader.Parse(wrong).Header!.DatasetOffset);
        byte[] none = [.. whole[..132], .. whole[144..], .. dataset];
        Assert.Equal(whole.Length - 12, Part10Reader.Parse(none).Header!.DatasetOffset);
    }

    [Fact]
    public void MetaInformationWithoutUids_Read_TakesThemFromTheDataSet()
    {
        foreach (var syntax in new[] { TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.DeflatedExplicitVRLittleEndian })
        {
            var meta = new EncodedBytes().Element(2, 0x10, "UI", syntax.Uid.Value + (syntax.Uid.Value.Length % 2 == 1 ? "\0" : "")).ToArray();
            byte[] file = [.. new byte[128], .. "DICM"u8, .. meta, .. Instances(syntax).Bytes.Span];
            var header = Part10Reader.Parse(file).Header!;
            Assert.Equal((SopClasses.CtImageStorage, Instance), (header.Meta.MediaStorageSopClassUid, header.Meta.MediaStorageSopInstanceUid));
        }
    }

    [Fact]
    public void MetaInformationWithoutTransferSyntax_Read_FindsItByTrial()
    {
        var meta = new EncodedBytes().Element(2, 0x03, "UI", "1.2.3.4\0").ToArray();
        byte[] file = [.. new byte[128], .. "DICM"u8, .. meta, .. Instances(TransferSyntax.ExplicitVRBigEndian).Bytes.Span];
        Assert.Equal(TransferSyntax.ExplicitVRBigEndian, Part10Reader.Parse(file).Header!.Meta.TransferSyntax);
        byte[] without = [.. new byte[128], .. "DICM"u8, .. meta, .. "no data set at all"u8];
        Assert.Equal(DatasetErrorCode.InvalidMetaInformation, Part10Reader.Parse(without).Error!.Code);
    }

    [Fact]
    public async Task MetaInformationLongerThanTheFirstRead_IsReadWhole()
    {
        var meta = new FileMetaInformation(SopClasses.CtImageStorage, Instance, TransferSyntax.ImplicitVRLittleEndian)
        {
            PrivateInformationCreatorUid = new Uid("1.9"),
            PrivateInformation = new byte[100_000],
        };
        using var stream = new MemoryStream(meta.Encode());
        var result = await Part10Reader.TryReadHeaderAsync(stream);
        Assert.True(result.Succeeded, result.Error?.Message);
        Assert.Equal(stream.Length, result.Header.DatasetOffset);
    }

    [Fact]
    public void ForeignFiles_Read_AreNotDicom()
    {
        var random = new Random(3);
        var noise = new byte[5000];
        random.NextBytes(noise);
        byte[][] files =
        [
            "hello"u8.ToArray(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), new byte[1000], [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13],
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8], "PK\u0003\u0004\u0014\0\u0008\0\u0008\0"u8.ToArray(), "%PDF-1.7 and more text"u8.ToArray(), noise, [8], [8, 0, 5, 0],
        ];
        foreach (var file in files)
        {
            var result = Part10Reader.Parse(file);
            Assert.False(result.Succeeded, Convert.ToHexString(file.AsSpan(0, Math.Min(file.Length, 16))));
            Assert.Equal(DatasetErrorCode.NotDicom, result.Error.Code);
            Assert.DoesNotContain('\n', result.Error.Message);
        }

        Assert.Equal("The file is empty.", Part10Reader.Parse(default).Error!.Message);
    }

    [Fact]
    public void File_CutAtEveryByteOfItsHeader_IsAnError()
    {
        var whole = new FileMetaInformation(SopClasses.CtImageStorage, Instance, TransferSyntax.ImplicitVRLittleEndian).Encode();
        for (var length = 0; length < whole.Length; length++)
        {
            var result = Part10Reader.Parse(whole.AsMemory(0, length));

            // Between two elements nothing shows that more should follow, but for what is then missing.
            if (result.Succeeded)
            {
                Assert.True(length > 200 && !result.Header.Meta.TransferSyntax.Uid.IsEmpty, $"A header cut after {length} bytes was accepted");
            }
            else
            {
                Assert.Contains(result.Error.Code, new[] { DatasetErrorCode.NotDicom, DatasetErrorCode.Truncated, DatasetErrorCode.InvalidMetaInformation });
            }
        }
    }

    private static EncodedDataset Instances(TransferSyntax syntax) => new DatasetBuilder(syntax)
        .Add(DicomTag.ImageType, "ORIGINAL")
        .Add(DicomTag.SopClassUid, SopClasses.CtImageStorage)
        .Add(DicomTag.SopInstanceUid, Instance)
        .Add(DicomTag.Modality, "CT")
        .Add(DicomTag.PatientName, "DOE^JOHN")
        .Build();
}
