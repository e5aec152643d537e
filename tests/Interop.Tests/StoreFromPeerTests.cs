using System.Globalization;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests;

/// <summary>Storage (PS3.4 Annex B) from DCMTK and Orthanc to us: what was sent is in the folder.</summary>
public sealed class StoreFromPeerTests(TestImages images, OrthancServer orthanc) : IClassFixture<TestImages>, IClassFixture<OrthancServer>
{
    /// <summary>Of each file: the option that makes storescu propose its transfer syntax.</summary>
    public static TheoryData<string, string> StorescuRows => new()
    {
        { "explicit-little", "--propose-little" },
        { "implicit-little", "--propose-implicit" },
        { "explicit-big", "--propose-big" },
        { "deflated", "--propose-deflated" },
        { "rle", "--propose-rle" },
        { "jpeg-lossless", "--propose-lossless" },
        { "jpeg-ls", "--propose-jls-lossless" },
        { "large", "--propose-little" },
        { "report", "--propose-little" },
    };

    public static TheoryData<string> Encodings => TestImages.Encodings;

    [PeerTheory("storescu", "dcmdump")]
    [MemberData(nameof(StorescuRows))]
    public async Task Listener_IsSentAFileByStorescu_HasItsContent(string name, string proposal)
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        (await RunningProgram.RunAsync(
            PeerTools.Require("storescu"), "-v", "--required", proposal, "127.0.0.1", Text(port), images.PathOf(name))).ExpectExit(0);

        await AssertReceivedAsync(images.PathOf(name), folder.Path);
    }

    [PeerTheory("dcmsend", "dcmdump")]
    [MemberData(nameof(Encodings))]
    [InlineData("large")]
    [InlineData("report")]
    public async Task Listener_IsSentAFileByDcmsend_HasItsContent(string name)
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        (await RunningProgram.RunAsync(
            PeerTools.Require("dcmsend"), "-v", "--decompress-never", "127.0.0.1", Text(port), images.PathOf(name))).ExpectExit(0);

        await AssertReceivedAsync(images.PathOf(name), folder.Path);
    }

    [PeerFact("dcmsend")]
    public async Task Listener_IsSentAFolderByDcmsend_HasEveryFile()
    {
        using var source = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        var files = await TestImages.CreateSeriesAsync(source.Path, 20);
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        (await RunningProgram.RunAsync(PeerTools.Require("dcmsend"), ["-v", "127.0.0.1", Text(port), .. files])).ExpectExit(0);

        Assert.Equal(20, ReceivedFiles(folder.Path).Count);
    }

    [PeerFact("storescu")]
    public async Task Listener_HasFourSendersAtOnce_LosesNothing()
    {
        using var source = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        var files = await TestImages.CreateSeriesAsync(source.Path, 40);
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        var senders = await Task.WhenAll(files.Chunk(10).Select(share =>
            RunningProgram.RunAsync(PeerTools.Require("storescu"), ["127.0.0.1", Text(port), .. share])));

        Assert.All(senders, sender => sender.ExpectExit(0));
        Assert.Equal(40, ReceivedFiles(folder.Path).Count);
    }

    [PeerFact("storescu")]
    public async Task Listener_IsSentTheSameInstanceTwice_KeepsOneWholeFile()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        (await RunningProgram.RunAsync(
            PeerTools.Require("storescu"), "--repeat", "2", "127.0.0.1", Text(port), images.PathOf("explicit-little"))).ExpectExit(0);

        await AssertReceivedAsync(images.PathOf("explicit-little"), folder.Path);
    }

    [PeerFact("storescu")]
    public async Task Listener_IsInterrupted_EndsInGoodOrderAndLeavesNoHalfFiles()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;
        (await RunningProgram.RunAsync(PeerTools.Require("storescu"), "127.0.0.1", Text(port), images.PathOf("large"))).ExpectExit(0);

        (await listener.InterruptAsync()).ExpectExit(0);

        Assert.Single(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [PeerFact("Orthanc", "dcmdump")]
    public async Task Listener_IsSentAnInstanceByOrthanc_HasItsContent()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;
        await orthanc.UploadAsync(images.PathOf("explicit-little"));

        await orthanc.SendAsync(TestImages.UidOf("explicit-little"), "RECEIVER", port);

        await AssertReceivedAsync(images.PathOf("explicit-little"), folder.Path);
    }

    /// <summary>Every file but the mark that a listener is at work: something unfinished would be among them.</summary>
    private static List<string> ReceivedFiles(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(static file => !file.EndsWith(".lock", StringComparison.Ordinal))];

    private static Task AssertReceivedAsync(string sent, string folder) => DicomFile.AssertArrivedAsync(sent, Assert.Single(ReceivedFiles(folder)));

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
