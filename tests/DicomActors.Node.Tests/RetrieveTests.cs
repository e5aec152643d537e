using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Processes;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Tests;

/// <summary><c>move</c> and <c>get</c> against our own handler actors.</summary>
public sealed class RetrieveTests
{
    [Fact]
    public async Task Study_IsGot_IsInTheFolderByteForByte()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("archive"), 12);
        await using var peer = await ActedPeer.StartAsync();
        var archive = await ArchiveAsync(folder.File("archive"));
        await peer.ServeAsync(Props.Create(() => new Getter(archive, null)));

        var get = (await NodeProgram.RunAsync("get", "127.0.0.1", peer.Port, "--out", folder.File("got"), "StudyInstanceUID=1.2.3")).ExpectExit(ExitCode.Done);

        Assert.Contains("12 instances received", get.Output, StringComparison.Ordinal);
        for (var number = 1; number <= 12; number++)
        {
            var file = await File.ReadAllBytesAsync(folder.File($"got/{TestImage.UidOf(number).Value}.dcm"));
            Assert.EndsWith(Convert.ToHexString(TestImage.Dataset(number)), Convert.ToHexString(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task StudyWithAnInstanceOfAnUnusualClass_IsGot_ThatOneIsNamedAndTheExitCodeTells()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("archive"), 2);
        await File.WriteAllBytesAsync(folder.File("archive/odd.dcm"), TestImage.Create(3, new Uid("1.2.826.0.1.3680043.10.5.99.1")));
        await using var peer = await ActedPeer.StartAsync();
        var archive = await ArchiveAsync(folder.File("archive"));
        await peer.ServeAsync(Props.Create(() => new Getter(archive, null)));

        var get = (await NodeProgram.RunAsync("get", "127.0.0.1", peer.Port, "--out", folder.File("got"), "StudyInstanceUID=1.2.3", "--json")).ExpectExit(ExitCode.PeerFailed);

        using var report = JsonDocument.Parse(get.Output);
        Assert.Equal((2, 1), (report.RootElement.GetProperty("received").GetInt32(), report.RootElement.GetProperty("failed").GetInt32()));
        Assert.Equal(TestImage.UidOf(3).Value, Assert.Single(report.RootElement.GetProperty("failedInstances").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Study_IsMovedToAListener_ArrivesThere()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("archive"), 5);
        var (listener, port) = await NodeProgram.ListenAsync(folder.Folder("received"), "--called", "WORKSTATION");
        await using var _ = listener;
        await using var peer = await ActedPeer.StartAsync();
        var archive = await ArchiveAsync(folder.File("archive"));
        await peer.ServeAsync(Props.Create(() => new Mover(archive, port)));

        var move = (await NodeProgram.RunAsync("move", "127.0.0.1", peer.Port, "--to", "WORKSTATION", "StudyInstanceUID=1.2.3")).ExpectExit(ExitCode.Done);

        Assert.Contains("5 instances moved to WORKSTATION", move.Output, StringComparison.Ordinal);
        Assert.Equal(5, Directory.GetFiles(folder.File("received"), "*.dcm").Length);
    }

    [Fact]
    public async Task Destination_IsNotKnownToThePeer_SaysSo()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("archive"), 1);
        await using var peer = await ActedPeer.StartAsync();
        var archive = await ArchiveAsync(folder.File("archive"));
        await peer.ServeAsync(Props.Create(() => new Mover(archive, 1)));

        var move = (await NodeProgram.RunAsync("move", "127.0.0.1", peer.Port, "--to", "NOBODY", "StudyInstanceUID=1.2.3")).ExpectExit(ExitCode.PeerFailed);

        Assert.Contains("0xA801", Assert.Single(move.ErrorLines), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(move.OutputLines);
    }

    [Theory]
    [InlineData("move", "--to", "THERE")]
    [InlineData("get", "--out", "got")]
    public async Task Peer_StoresOnly_SaysThatItDoesNotOfferTheService(string verb, string option, string value)
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Folder("received"));
        await using var _ = listener;

        var run = (await NodeProgram.RunAsync(
            verb, "127.0.0.1", port.ToString(CultureInfo.InvariantCulture), option, verb == "get" ? folder.File(value) : value, "StudyInstanceUID=1.2.3")).ExpectExit(ExitCode.PeerFailed);

        Assert.Contains("does not offer", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("move", "--to", "ANYWHERE")]
    [InlineData("get", "--out", "got")]
    public async Task PeerBreaksOffOnce_OnlyWithRetriesIsItAskedAgain(string verb, string option, string value)
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("archive"), 2);
        await using var peer = await ActedPeer.StartAsync();
        var archive = await ArchiveAsync(folder.File("archive"));
        var asked = new List<string>();
        await peer.ServeAsync(Props.Create(() => new Getter(archive, asked)));
        await peer.ServeAsync(Props.Create(() => new BreakingMover(asked)));
        string[] call = [verb, "127.0.0.1", peer.Port, option, verb == "get" ? folder.File(value) : value, "StudyInstanceUID=1.2.3"];

        var plain = (await NodeProgram.RunAsync(call)).ExpectExit(ExitCode.NoAssociation);
        Assert.Single(asked);
        Assert.Contains("abort", Assert.Single(plain.ErrorLines), StringComparison.OrdinalIgnoreCase);

        asked.Clear();
        (await NodeProgram.RunAsync([.. call, "--retries", "1"])).ExpectExit(ExitCode.Done);
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public async Task CompressedInstance_IsGot_IsFiledAsThePeerHasIt()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("archive"), 1);
        await using var peer = await ActedPeer.StartAsync();
        var plain = Assert.Single(await ArchiveAsync(folder.File("archive")));
        var pixels = new byte[] { 0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0x00, 0xE0, 2, 0, 0, 0, 1, 2, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0 };
        byte[] compressed = [.. TestImage.Dataset(1), 0xE0, 0x7F, 0x10, 0x00, (byte)'O', (byte)'B', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. pixels];
        DicomContent[] archive = [new MemoryContent(plain.SopClassUid, plain.SopInstanceUid, new EncodedDataset(compressed, TransferSyntax.JpegLosslessSV1))];
        await peer.ServeAsync(Props.Create(() => new Getter(archive, null)));

        (await NodeProgram.RunAsync("get", "127.0.0.1", peer.Port, "--out", folder.File("got"), "StudyInstanceUID=1.2.3")).ExpectExit(ExitCode.Done);

        var got = await FileContent.OpenPart10Async(folder.File($"got/{TestImage.UidOf(1).Value}.dcm"));
        Assert.Equal(TransferSyntax.JpegLosslessSV1, got.TransferSyntax);
        Assert.EndsWith(
            Convert.ToHexString(compressed),
            Convert.ToHexString(await File.ReadAllBytesAsync(folder.File($"got/{TestImage.UidOf(1).Value}.dcm"))), StringComparison.Ordinal);
    }

    private static async Task<DicomContent[]> ArchiveAsync(string folder)
    {
        var archive = new List<DicomContent>();
        foreach (var path in Directory.GetFiles(folder))
        {
            archive.Add(await FileContent.OpenPart10Async(path));
        }

        return [.. archive];
    }

    /// <summary>Sends the archive back; with a list to write calls down in, breaks off the first.</summary>
    private sealed class Getter(DicomContent[] archive, List<string>? asked) : CGetHandlerActor(null, SopClasses.StudyRootGet)
    {
        protected override async IAsyncEnumerable<DicomContent> SelectAsync(
            InboundExchange exchange, CGetRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await BreakOffFirstAsync(exchange, asked);
            foreach (var content in archive)
            {
                yield return content;
            }
        }
    }

    /// <summary>Breaks off the first call, and has nothing to move after that.</summary>
    private sealed class BreakingMover(List<string> asked) : CMoveHandlerActor(null, SopClasses.StudyRootMove)
    {
        protected override async IAsyncEnumerable<DicomContent> SelectAsync(
            InboundExchange exchange, CMoveRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await BreakOffFirstAsync(exchange, asked);
            yield break;
        }

        protected override ValueTask<AdvancedDicomClientConnectionRequest?> FindDestinationAsync(string aeTitle, CancellationToken cancellationToken) =>
            new(AdvancedDicomClientConnectionRequest.To(IPAddress.Loopback.ToString(), 1));
    }

    private static async Task BreakOffFirstAsync(InboundExchange exchange, List<string>? asked)
    {
        if (asked is not null)
        {
            asked.Add(exchange.Association.CallingAETitle);
            if (asked.Count == 1)
            {
                await ActedPeer.AbortAsync(exchange);
            }
        }
    }

    private sealed class Mover(DicomContent[] archive, int port) : CMoveHandlerActor(null, SopClasses.StudyRootMove)
    {
        protected override IAsyncEnumerable<DicomContent> SelectAsync(
            InboundExchange exchange, CMoveRequest request, CancellationToken cancellationToken) => archive.ToAsyncEnumerable();

        protected override ValueTask<AdvancedDicomClientConnectionRequest?> FindDestinationAsync(string aeTitle, CancellationToken cancellationToken) =>
            new(aeTitle == "WORKSTATION" ? AdvancedDicomClientConnectionRequest.To(IPAddress.Loopback.ToString(), port) : null);
    }
}
