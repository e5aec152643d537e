using System.Security.Cryptography;
using Akka.Actor;
using DicomActors.Archive.Storage;
using DicomActors.Connections;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;
using Xunit.Abstractions;
using StreamContent = DicomActors.Protocol.Content.StreamContent;

namespace DicomActors.Archive.Tests.Storage;

public sealed class ArchiveStoreHandlerTests(ITestOutputHelper output) : ArchiveStoreSpec(output)
{
    public static TheoryData<string, int, int> Encodings()
    {
        var data = new TheoryData<string, int, int>();
        foreach (var syntax in new[]
        {
            TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.ImplicitVRLittleEndian, TransferSyntax.ExplicitVRBigEndian,
            TransferSyntax.DeflatedExplicitVRLittleEndian,
        })
        {
            // Whole in memory; pixel data met on the way; a head that is read back from the file.
            data.Add(syntax.Uid.Value, 512, 0);
            data.Add(syntax.Uid.Value, 1_000_000, 5_000);
            data.Add(syntax.Uid.Value, 1_000_000, 300_000);
            data.Add(syntax.Uid.Value, 0, 300_000);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task AnyTransferSyntax_Stored_BytesAndAttributesAreThoseReceived(string transferSyntax, int pixels, int privateBytes)
    {
        var dataset = Datasets.Create(transferSyntax: TransferSyntax.FromUid(new Uid(transferSyntax)), pixels: pixels, privateBytes: privateBytes);
        var connection = await AssociateAsync(await StartAsync(Options));

        var response = await StoreAsync(connection, dataset);

        Assert.Equal(DimseStatus.Success, response.Status);
        Assert.Equal(["1/1.2/1.2.3.1.dcm"], Everything);
        Assert.Equal(dataset.Bytes.ToArray(), DatasetIn("1/1.2/1.2.3.1.dcm"));
        var stored = Assert.Single(Registered);
        Assert.Equal(
            ("1/1.2/1.2.3.1.dcm", Datasets.UidOf(1), SopClasses.CtImageStorage, dataset.TransferSyntax),
            (stored.RelativePath, stored.SopInstanceUid, stored.SopClassUid, stored.TransferSyntax));
        Assert.Equal(new FileInfo(Path.Combine(Folder, stored.RelativePath)).Length, stored.Length);
        Assert.Equal("42", stored.Attributes.GetString(DicomTag.PatientId));
        Assert.Equal(privateBytes > 0, stored.Attributes.Contains(new DicomTag(0x0009, 0x1001)));
        Assert.False(stored.Attributes.Contains(DicomTag.PixelData), "the attributes should end before the pixel data.");
        Assert.Null(stored.Attributes.Validate());
    }

    [Fact]
    public async Task CompressedPixelData_Stored_BytesAreThoseReceived()
    {
        // Explicit VR, then pixel data of undefined length: an empty offset table and a fragment of noise.
        var noise = RandomNumberGenerator.GetBytes(300_000);
        byte[] bytes =
        [
            .. Datasets.Create(pixels: 0).Bytes.Span, 0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)'B', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF,
            0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0, 0xE0, .. BitConverter.GetBytes(noise.Length), .. noise, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0,
        ];
        var connection = await AssociateAsync(await StartAsync(Options));

        var response = await StoreAsync(connection, new EncodedDataset(bytes, TransferSyntax.RleLossless));

        Assert.Equal(DimseStatus.Success, response.Status);
        Assert.Equal(bytes, DatasetIn("1/1.2/1.2.3.1.dcm"));
        Assert.Null(Assert.Single(Registered).Attributes.Validate());
    }

    [Fact]
    public async Task HeadBeyondTheLimit_Stored_AttributesEndBeforeWhatIsTooLong()
    {
        var dataset = Datasets.Create(privateBytes: 0, pixels: 0);
        // After the study: what is beyond the limit must not cost the identity.
        byte[] bytes = [.. dataset.Bytes.Span, 0x29, 0, 0x10, 0, (byte)'L', (byte)'O', 4, 0, .. "TEST"u8, 0x29, 0, 1, 0x10, (byte)'O', (byte)'B', 0, 0, .. BitConverter.GetBytes(100_000), .. new byte[100_000]];
        var connection = await AssociateAsync(await StartAsync(Options with { MaximumHeaderLength = 4096 }));

        var response = await StoreAsync(connection, new EncodedDataset(bytes, dataset.TransferSyntax));

        Assert.Equal(DimseStatus.Success, response.Status);
        var attributes = Assert.Single(Registered).Attributes;
        Assert.Equal(new Uid("1.2"), attributes.GetUid(DicomTag.SeriesInstanceUid));
        Assert.False(attributes.Contains(new DicomTag(0x0029, 0x1001)));
        Assert.Null(attributes.Validate());
    }

    [Fact]
    public async Task LayoutWithAttributesAndTitles_Stored_IsWhereItSays()
    {
        var endPoint = await StartAsync(Options with { Layout = StorageLayout.Parse("{CallingAE}/{CalledAE}/{PatientID}/{SOPInstanceUID}.dcm") });

        await StoreAsync(await AssociateAsync(endPoint, calling: "CT/../1"), Datasets.Create());

        var path = Assert.Single(Everything);
        LayoutRules.AssertHarmless(path, folders: 3);
        Assert.EndsWith("/ARCHIVE/42/1.2.3.1.dcm", path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataSetIsNotWhatTheRequestSays_Stored_IsRefusedAndTheAssociationLivesOn()
    {
        var connection = await AssociateAsync(await StartAsync(Options));
        var withoutSeries = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SopClassUid, SopClasses.CtImageStorage).Add(DicomTag.SopInstanceUid, Datasets.UidOf(1)).Add(DicomTag.StudyInstanceUid, new Uid("1")).Build();
        var noise = new EncodedDataset(RandomNumberGenerator.GetBytes(10_000), TransferSyntax.ExplicitVRLittleEndian);

        var otherInstance = await StoreAsync(connection, Datasets.Create(), instance: Datasets.UidOf(2));
        var otherClass = await StoreAsync(connection, Datasets.Create(sopClass: SopClasses.MrImageStorage));
        var noSeries = await StoreAsync(connection, withoutSeries);
        var notDicom = await StoreAsync(connection, noise, instance: Datasets.UidOf(3));
        var good = await StoreAsync(connection, Datasets.Create(4));

        Assert.Equal(DimseStatus.DatasetDoesNotMatchSopClass, otherInstance.Status);
        Assert.Equal(DimseStatus.DatasetDoesNotMatchSopClass, otherClass.Status);
        Assert.Equal(DimseStatus.DatasetDoesNotMatchSopClass, noSeries.Status);
        Assert.Equal(DimseStatus.UnableToProcess, notDicom.Status);
        Assert.All([otherInstance, otherClass, noSeries, notDicom], response => Assert.False(string.IsNullOrEmpty(response.ErrorComment), "the sender should be told why."));
        Assert.Equal(DimseStatus.Success, good.Status);
        Assert.Equal(["1/1.2/1.2.3.4.dcm"], Everything);
    }

    [Fact]
    public async Task NoStudyOrSeriesButNotRequired_Stored_IsKept()
    {
        var connection = await AssociateAsync(await StartAsync(Options with { RequiresStudyAndSeries = false }));
        var dataset = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian)
            .Add(DicomTag.SopClassUid, SopClasses.CtImageStorage).Add(DicomTag.SopInstanceUid, Datasets.UidOf(1)).Build();

        Assert.Equal(DimseStatus.Success, (await StoreAsync(connection, dataset)).Status);
        Assert.Equal(["unknown/unknown/1.2.3.1.dcm"], Everything);
    }

    [Fact]
    public async Task AssociationAborted_InTheMiddleOfAnInstance_NothingIsLeftBehind()
    {
        var connection = await AssociateAsync(await StartAsync(Options));
        using var source = new EndlessStream();
        connection.Tell(new SendRequest(new CStoreRequest(new StreamContent(
            SopClasses.CtImageStorage, Datasets.UidOf(1), TransferSyntax.ExplicitVRLittleEndian, source, length: null))), TestActor);
        await source.WasRead.WaitAsync(Patience);
        await AwaitAssertAsync(() => Assert.Single(Everything), Patience);

        await connection.Ask<ConnectionClosed>(new AbortAssociation("enough"), Patience);

        await AwaitAssertAsync(() => Assert.Empty(Everything), Patience);
        Assert.Empty(Registered);
    }

    [Fact]
    public async Task KilledProcessLeftFiles_Started_TheyAreGoneAndThoseOfALivingOneAreNot()
    {
        var left = Directory.CreateDirectory(Path.Combine(Folder, ".incoming", "left")).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "part"), "of a killed process");
        var living = Handler(Options);
        Assert.Empty(Everything);
        var connection = await AssociateAsync(await StartAsync(living));
        using var source = new EndlessStream();
        connection.Tell(new SendRequest(new CStoreRequest(new StreamContent(
            SopClasses.CtImageStorage, Datasets.UidOf(1), TransferSyntax.ExplicitVRLittleEndian, source, length: null))), TestActor);
        await source.WasRead.WaitAsync(Patience);
        await AwaitAssertAsync(() => Assert.Single(Everything), Patience);

        var second = Handler(Options);

        Assert.Single(Everything);
        await second.DisposeAsync();
        await connection.Ask<ConnectionClosed>(new AbortAssociation("enough"), Patience);
        await AwaitAssertAsync(() => Assert.Empty(Everything), Patience);
    }
}
