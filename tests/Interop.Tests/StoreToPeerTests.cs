using System.Globalization;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests;

/// <summary>Storage (PS3.4 Annex B) from us to DCMTK and Orthanc: what arrives is what was sent.</summary>
public sealed class StoreToPeerTests(TestImages images, OrthancServer orthanc) : IClassFixture<TestImages>, IClassFixture<OrthancServer>
{
    public static TheoryData<string> Encodings => TestImages.Encodings;

    [PeerTheory("storescp", "dcmdump")]
    [MemberData(nameof(Encodings))]
    [InlineData("large")]
    [InlineData("report")]
    public async Task Storescp_IsSentAFile_HasItByteForByte(string name)
    {
        await using var server = await StorageServer.StartAsync("--accept-all");

        (await NodeProgram.RunAsync("store", "127.0.0.1", Text(server.Port), images.PathOf(name))).ExpectExit(0);

        await AssertSameAsync(images.PathOf(name), Assert.Single(server.Files));
    }

    [PeerFact("storescp")]
    public async Task Storescp_TakesOnlySmallPdus_HasALargeFileByteForByte()
    {
        await using var server = await StorageServer.StartAsync("--max-pdu", "4096");

        (await NodeProgram.RunAsync("store", "127.0.0.1", Text(server.Port), images.PathOf("large"))).ExpectExit(0);

        await AssertSameAsync(images.PathOf("large"), Assert.Single(server.Files));
    }

    [PeerFact("storescp")]
    public async Task Storescp_IsSentTenFilesOfWhichOneIsNotDicom_HasNineAndTheUserIsTold()
    {
        using var folder = new TemporaryFolder();
        var files = await TestImages.CreateSeriesAsync(folder.Path, 9);
        await File.WriteAllTextAsync(folder.File("notes.txt"), "not a DICOM file");
        await using var server = await StorageServer.StartAsync();

        var store = (await NodeProgram.RunAsync("store", "127.0.0.1", Text(server.Port), folder.Path)).ExpectExit(0);

        Assert.Equal(9, server.Files.Count);
        Assert.Contains("notes.txt", Assert.Single(store.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("9 of 10", store.Output, StringComparison.Ordinal);
        foreach (var file in files)
        {
            var dataset = DicomFile.Dataset(await File.ReadAllBytesAsync(file));
            Assert.Contains(server.Files, received => DicomFile.Dataset(File.ReadAllBytes(received)).AsSpan().SequenceEqual(dataset));
        }
    }

    [PeerFact("storescp")]
    public async Task Storescp_TakesNoCompressedImages_TheFileIsNamedAndTheOthersSent()
    {
        // Without --accept-all storescp takes uncompressed transfer syntaxes only.
        await using var server = await StorageServer.StartAsync();

        var store = (await NodeProgram.RunAsync(
            "store", "127.0.0.1", Text(server.Port), images.PathOf("jpeg-ls"), images.PathOf("report"))).ExpectExit(1);

        Assert.Single(server.Files);
        Assert.Contains(store.ErrorLines, line => line.Contains("jpeg-ls.dcm", StringComparison.Ordinal));
    }

    [PeerFact("storescp")]
    public async Task Storescp_AbortsInTheMiddleOfAFile_TheUserIsToldInOneLine()
    {
        await using var server = await StorageServer.StartAsync("--abort-during");

        var store = (await NodeProgram.RunAsync("store", "127.0.0.1", Text(server.Port), images.PathOf("large"))).ExpectExit(3);

        Assert.Contains("abort", store.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", store.Error, StringComparison.Ordinal);
    }

    [PeerTheory("Orthanc", "dcmdump")]
    [MemberData(nameof(Encodings))]
    [InlineData("large")]
    [InlineData("report")]
    public async Task Orthanc_IsSentAFile_HasItsContent(string name)
    {
        // The encodings are one instance: a fresh Orthanc for each, or it keeps the first.
        var server = new OrthancServer();
        await server.InitializeAsync();
        try
        {
            (await NodeProgram.RunAsync("store", "127.0.0.1", Text(server.Port), "--called", OrthancServer.AETitle, images.PathOf(name))).ExpectExit(0);

            using var folder = new TemporaryFolder();
            await File.WriteAllBytesAsync(folder.File("received.dcm"), await server.DownloadAsync(TestImages.UidOf(name)));
            await DicomFile.AssertArrivedAsync(images.PathOf(name), folder.File("received.dcm"));
        }
        finally
        {
            await server.DisposeAsync();
            server.Dispose();
        }
    }

    [PeerFact("Orthanc")]
    public async Task Orthanc_IsSentAFolder_HasEveryInstance()
    {
        using var folder = new TemporaryFolder();
        await TestImages.CreateSeriesAsync(folder.Path, 25);

        (await NodeProgram.RunAsync("store", "127.0.0.1", Text(orthanc.Port), "--called", OrthancServer.AETitle, folder.Path)).ExpectExit(0);

        for (var number = 1; number <= 25; number++)
        {
            await orthanc.DownloadAsync(string.Create(CultureInfo.InvariantCulture, $"1.2.826.0.1.3680043.10.2.3.{number}"));
        }
    }

    [PeerFact("dcmqrscp", "dcmdump")]
    public async Task Dcmqrscp_IsSentAFolder_TakesIt()
    {
        using var folder = new TemporaryFolder();
        await TestImages.CreateSeriesAsync(folder.Path, 5);
        await using var server = await QueryServer.StartAsync();

        var store = (await NodeProgram.RunAsync("store", "127.0.0.1", Text(server.Port), "--called", QueryServer.AETitle, folder.Path)).ExpectExit(0);

        Assert.Contains("5 of 5", store.Output, StringComparison.Ordinal);
    }

    private static async Task AssertSameAsync(string sent, string received)
    {
        await DicomFile.AssertSameContentAsync(sent, received);
        DicomFile.AssertSameBytes(await File.ReadAllBytesAsync(sent), await File.ReadAllBytesAsync(received));
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
