using System.Globalization;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests.Clients;

/// <summary>Retrieval (PS3.4 Annex C) by us from DCMTK and Orthanc: what arrives is what they have.</summary>
public sealed class RetrieveTests(TestImages images, OrthancServer orthanc) : IClassFixture<TestImages>, IClassFixture<OrthancServer>
{
    private const string Study = "StudyInstanceUID=1.2.826.0.1.3680043.10.2.1";
    private const int Instances = 5;

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Dcmqrscp_StudyIsGot_EveryInstanceArrives()
    {
        using var folder = new TemporaryFolder();
        await using var server = await QueryServer.StartAsync(await SeriesAsync(folder));

        (await NodeProgram.RunAsync(
            "get", "127.0.0.1", Text(server.Port), "--called", QueryServer.AETitle, "--out", folder.File("got"), Study)).ExpectExit(0);

        await AssertArrivedAsync(folder, "got");
    }

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Dcmqrscp_StudyIsMovedToOurListener_EveryInstanceArrives()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Folder("moved"), "--called", "RECEIVER");
        await using var _ = listener;
        await using var server = await QueryServer.StartAsync(await SeriesAsync(folder), new Dictionary<string, int> { ["RECEIVER"] = port });

        var move = (await NodeProgram.RunAsync(
            "move", "127.0.0.1", Text(server.Port), "--called", QueryServer.AETitle, "--to", "RECEIVER", Study)).ExpectExit(0);

        Assert.Contains("5 instances moved", move.Output, StringComparison.Ordinal);
        await AssertArrivedAsync(folder, "moved");
    }

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Dcmqrscp_IsToMoveToATitleItDoesNotKnow_TheUserIsTold()
    {
        using var folder = new TemporaryFolder();
        await using var server = await QueryServer.StartAsync(await SeriesAsync(folder));

        var move = (await NodeProgram.RunAsync(
            "move", "127.0.0.1", Text(server.Port), "--called", QueryServer.AETitle, "--to", "NOBODY", Study)).ExpectExit(1);

        Assert.Contains("0xA801", move.Error, StringComparison.OrdinalIgnoreCase);
    }

    [PeerFact("Orthanc")]
    public async Task Orthanc_StudyIsGotAndMoved_EveryInstanceArrivesBothTimes()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in await SeriesAsync(folder))
        {
            await orthanc.UploadAsync(file);
        }

        (await NodeProgram.RunAsync(
            "get", "127.0.0.1", Text(orthanc.Port), "--called", OrthancServer.AETitle, "--out", folder.File("got"), Study)).ExpectExit(0);
        await AssertArrivedAsync(folder, "got");

        var (listener, port) = await NodeProgram.ListenAsync(folder.Folder("moved"), "--called", "RECEIVER");
        await using var _ = listener;
        await orthanc.RegisterAsync("RECEIVER", port);
        (await NodeProgram.RunAsync(
            "move", "127.0.0.1", Text(orthanc.Port), "--called", OrthancServer.AETitle, "--to", "RECEIVER", Study)).ExpectExit(0);
        await AssertArrivedAsync(folder, "moved");
    }

    [PeerTheory("Orthanc", "dcmdump", "dcmodify")]
    [InlineData("jpeg-lossless", "=JPEGLossless")]
    [InlineData("jpeg-ls", "=JPEGLSLossless")]
    [InlineData("rle", "=RLELossless")]
    public async Task Orthanc_CompressedImageIsGot_ArrivesAsOrthancHasIt(string encoding, string transferSyntax)
    {
        using var folder = new TemporaryFolder();
        var study = $"1.2.826.0.1.3680043.10.7.{encoding.Length}";
        File.Copy(images.PathOf(encoding), folder.File("image.dcm"));
        (await RunningProgram.RunAsync(
            PeerTools.Require("dcmodify"), "-nb", "-m", $"StudyInstanceUID={study}", "-m", $"SOPInstanceUID={study}.1", folder.File("image.dcm"))).ExpectExit(0);
        await orthanc.UploadAsync(folder.File("image.dcm"));

        (await NodeProgram.RunAsync(
            "get", "127.0.0.1", Text(orthanc.Port), "--called", OrthancServer.AETitle, "--out", folder.File("got"), $"StudyInstanceUID={study}")).ExpectExit(0);

        var got = Assert.Single(Directory.GetFiles(folder.File("got")));
        Assert.Contains(transferSyntax, await DicomFile.TransferSyntaxAsync(got), StringComparison.Ordinal);
        await DicomFile.AssertSameContentAsync(folder.File("image.dcm"), got);
    }

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task DcmqrscpThatPrefersCompressed_UncompressedStudyIsGot_ArrivesAsItIs()
    {
        using var folder = new TemporaryFolder();
        await using var server = await QueryServer.StartAsync(await SeriesAsync(folder), options: ["--prefer-lossless"]);

        (await NodeProgram.RunAsync(
            "get", "127.0.0.1", Text(server.Port), "--called", QueryServer.AETitle, "--out", folder.File("got"), Study)).ExpectExit(0);

        await AssertArrivedAsync(folder, "got");
    }

    private static async Task<IReadOnlyList<string>> SeriesAsync(TemporaryFolder folder) =>
        await TestImages.CreateSeriesAsync(folder.Folder("archive"), Instances);

    private static async Task AssertArrivedAsync(TemporaryFolder folder, string where)
    {
        Assert.Equal(Instances, Directory.GetFiles(folder.File(where), "*.dcm").Length);
        var number = 0;
        foreach (var sent in Directory.GetFiles(folder.File("archive")).Order(StringComparer.Ordinal))
        {
            number++;
            var uid = string.Create(CultureInfo.InvariantCulture, $"1.2.826.0.1.3680043.10.2.3.{number}");
            await DicomFile.AssertSameContentAsync(sent, folder.File($"{where}/{uid}.dcm"));
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
