using System.Globalization;
using System.Net;
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
        await peer.ServeAsync(Props.Create(() => new Getter(archive)));

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
        await peer.ServeAsync(Props.Create(() => new Getter(archive)));

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

    private static async Task<DicomContent[]> ArchiveAsync(string folder)
    {
        var archive = new List<DicomContent>();
        foreach (var path in Directory.GetFiles(folder))
        {
            archive.Add(await FileContent.OpenPart10Async(path));
        }

        return [.. archive];
    }

    private sealed class Getter(DicomContent[] archive) : CGetHandlerActor(null, SopClasses.StudyRootGet)
    {
        protected override IAsyncEnumerable<DicomContent> SelectAsync(
            InboundExchange exchange, CGetRequest request, CancellationToken cancellationToken) => archive.ToAsyncEnumerable();
    }

    private sealed class Mover(DicomContent[] archive, int port) : CMoveHandlerActor(null, SopClasses.StudyRootMove)
    {
        protected override IAsyncEnumerable<DicomContent> SelectAsync(
            InboundExchange exchange, CMoveRequest request, CancellationToken cancellationToken) => archive.ToAsyncEnumerable();

        protected override ValueTask<AdvancedDicomClientConnectionRequest?> FindDestinationAsync(string aeTitle, CancellationToken cancellationToken) =>
            new(aeTitle == "WORKSTATION" ? AdvancedDicomClientConnectionRequest.To(IPAddress.Loopback.ToString(), port) : null);
    }
}
