using System.Globalization;
using System.Text.Json;
using Akka.Actor;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Outboxes;
using DicomActors.Node.Storing;
using DicomActors.Processes;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Tests;

/// <summary><c>store --outbox</c>: what is queued arrives, whatever happens to the client.</summary>
public sealed class OutboxTests
{
    private const int Files = 500;

    [Fact]
    public async Task ClientIsKilledWithFiveHundredQueued_CalledAgainWithoutPaths_AllArrive()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("images"), Files);
        var reached = new TaskCompletionSource();
        var isHeldUp = true;
        await using var peer = await ActedPeer.StartAsync(async (exchange, count) =>
        {
            if (isHeldUp && count == 40)
            {
                reached.SetResult();
                await Task.Delay(Timeout.Infinite, exchange.Cancelled).ContinueWith(static _ => { }, TaskScheduler.Default);
            }

            return DimseStatus.Success;
        });
        await using (RunningProgram.Start(NodeProgram.Path, "store", "127.0.0.1", peer.Port, folder.File("images"), "--outbox", folder.File("outbox.db")))
        {
            await reached.Task.WaitAsync(RunningProgram.Patience);

            // Disposing kills it: SIGKILL, it has no moment to finish anything.
        }

        isHeldUp = false;
        var again = (await NodeProgram.RunAsync("store", "127.0.0.1", peer.Port, "--outbox", folder.File("outbox.db"))).ExpectExit(ExitCode.Done);

        Assert.Equal(
            Enumerable.Range(1, Files).Select(static number => TestImage.UidOf(number).Value).Order(StringComparer.Ordinal),
            peer.Received.Select(static uid => uid.Value).Distinct().Order(StringComparer.Ordinal));
        Assert.True(peer.Received.Count < Files + 100, $"almost everything that had been delivered was sent again: {peer.Received.Count} stores of {Files} files");
        Assert.Contains("the outbox is empty", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_IsNotThere_TheFilesStayQueuedAndTheBacklogIsShown()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("images"), 3);

        var store = (await NodeProgram.RunAsync("store", "127.0.0.1", "1", folder.File("images"), "--outbox", folder.File("outbox.db"))).ExpectExit(ExitCode.NoAssociation);

        Assert.Contains("holds 3 more", store.Output, StringComparison.Ordinal);
        Assert.Contains(store.ErrorLines, static line => line.Contains("nothing listens there", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Peer_RefusesAFile_ItIsParkedAndNotSentAgainUntilThatIsWanted()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("images"), 3);
        var refuses = true;
        await using var peer = await ActedPeer.StartAsync((exchange, _) => Task.FromResult(
            refuses && ((CStoreRequest)exchange.Request).Content.SopInstanceUid == TestImage.UidOf(2) ? DimseStatus.DatasetDoesNotMatchSopClass : DimseStatus.Success));

        var first = (await NodeProgram.RunAsync("store", "127.0.0.1", peer.Port, folder.File("images"), "--outbox", folder.File("outbox.db"))).ExpectExit(ExitCode.PeerFailed);
        Assert.Contains(first.ErrorLines, static line => line.Contains("0002.dcm is parked", StringComparison.Ordinal));
        var second = (await NodeProgram.RunAsync("store", "127.0.0.1", peer.Port, "--outbox", folder.File("outbox.db"))).ExpectExit(ExitCode.Done);

        Assert.Equal(3, peer.Received.Count);
        Assert.Contains("1 parked", second.Output, StringComparison.Ordinal);

        refuses = false;
        var third = (await NodeProgram.RunAsync("store", "127.0.0.1", peer.Port, "--outbox", folder.File("outbox.db"), "--retry-parked")).ExpectExit(ExitCode.Done);
        Assert.Contains("the outbox is empty", third.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backlog_IsShownAndParkedDiscarded_NothingIsDelivered()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("images"), 3);
        var isDown = false;
        await using var peer = await ActedPeer.StartAsync(async (exchange, _) =>
            ((CStoreRequest)exchange.Request).Content.SopInstanceUid == TestImage.UidOf(1) ? DimseStatus.DatasetDoesNotMatchSopClass
            : isDown ? await ActedPeer.AbortAsync(exchange) : DimseStatus.Success);

        // One after the other: files of one call may reach the peer in any order.
        (await NodeProgram.RunAsync(
            "store", "127.0.0.1", peer.Port, folder.File("images/0001.dcm"), "--outbox", folder.File("outbox.db"))).ExpectExit(ExitCode.PeerFailed);
        isDown = true;
        (await NodeProgram.RunAsync(
            "store", "127.0.0.1", peer.Port, folder.File("images/0002.dcm"), folder.File("images/0003.dcm"), "--outbox", folder.File("outbox.db"), "--retries", "0"))
            .ExpectExit(ExitCode.NoAssociation);
        isDown = false;
        var received = peer.Received.Count;

        var shown = (await NodeProgram.RunAsync("outbox", folder.File("outbox.db"))).ExpectExit(ExitCode.Done);
        Assert.Contains("2 waiting, 1 parked", shown.OutputLines[0], StringComparison.Ordinal);
        Assert.Contains("0001.dcm", shown.OutputLines[1], StringComparison.Ordinal);
        Assert.Contains("0xA900", shown.OutputLines[1], StringComparison.OrdinalIgnoreCase);

        var discarded = (await NodeProgram.RunAsync("outbox", folder.File("outbox.db"), "--discard-parked", "--json")).ExpectExit(ExitCode.Done);
        using (var json = JsonDocument.Parse(discarded.Output))
        {
            Assert.Equal((2, 1), (json.RootElement.GetProperty("waiting").GetInt32(), json.RootElement.GetProperty("discarded").GetInt32()));
            Assert.EndsWith("0001.dcm", Assert.Single(json.RootElement.GetProperty("parkedEntries").EnumerateArray()).GetProperty("file").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(received, peer.Received.Count);
        var delivered = (await NodeProgram.RunAsync("store", "127.0.0.1", peer.Port, "--outbox", folder.File("outbox.db"), "--retry-parked")).ExpectExit(ExitCode.Done);
        Assert.Contains("2 files stored", delivered.Output, StringComparison.Ordinal);
        Assert.Contains("is empty", (await NodeProgram.RunAsync("outbox", folder.File("outbox.db"))).ExpectExit(ExitCode.Done).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProcessDelivers_OutboxIsAskedFor_RefusesAndTheDeliveryGoesOn()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("images"), 5);
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var peer = await ActedPeer.StartAsync(async (_, _) =>
        {
            reached.TrySetResult();
            await goOn.Task;
            return DimseStatus.Success;
        });
        var storing = NodeProgram.RunAsync("store", "127.0.0.1", peer.Port, folder.File("images"), "--outbox", folder.File("outbox.db"));
        await reached.Task.WaitAsync(RunningProgram.Patience);

        var shown = (await NodeProgram.RunAsync("outbox", folder.File("outbox.db"), "--discard-parked")).ExpectExit(ExitCode.BadInput);
        goOn.SetResult();

        Assert.Contains("in use by another process", Assert.Single(shown.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("5 files stored", (await storing).ExpectExit(ExitCode.Done).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("something else, and long enough to be looked at")]
    public async Task OutboxIsNone_IsAskedFor_SaysSoAndIsLeftAsItIs(string? content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("other.db");
        if (content is not null)
        {
            await File.WriteAllTextAsync(path, content);
        }

        var shown = (await NodeProgram.RunAsync("outbox", path)).ExpectExit(ExitCode.BadInput);

        Assert.Contains(path, Assert.Single(shown.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(content, File.Exists(path) ? await File.ReadAllTextAsync(path) : null);
    }

    [Fact]
    public async Task PeerAnswersNothing_IsATimeoutAndTheFileStaysQueued()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("images"), 1);
        await using var peer = await ActedPeer.StartAsync(static async (exchange, _) =>
        {
            await Task.Delay(Timeout.Infinite, exchange.Cancelled).ContinueWith(static _ => { }, TaskScheduler.Default);
            return DimseStatus.Success;
        });

        var store = (await NodeProgram.RunAsync(
            "store", "127.0.0.1", peer.Port, folder.File("images"), "--outbox", folder.File("outbox.db"), "--timeout", "0.5", "--retries", "0")).ExpectExit(ExitCode.TimedOut);

        Assert.Contains("holds 1 more", store.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutboxActorDies_RunEndsAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("images"), 2);
        var reached = new TaskCompletionSource();
        await using var peer = await ActedPeer.StartAsync(async (exchange, _) =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, exchange.Cancelled).ContinueWith(static _ => { }, TaskScheduler.Default);
            return DimseStatus.Success;
        });
        await using var node = NodeSystem.Start(NodeCommand.Create().Parse([]));
        var to = new Peer
        {
            Host = "127.0.0.1", Port = int.Parse(peer.Port, CultureInfo.InvariantCulture), CallingAETitle = "US", CalledAETitle = "THEM",
            ConnectTimeout = RunningProgram.Patience, ResponseTimeout = RunningProgram.Patience,
        };
        var running = new OutboxRun(node, to, folder.File("outbox.db"), new StoreOptions())
            .RunAsync(await FileCollection.CollectAsync([folder.File("images")], CancellationToken.None), CancellationToken.None);
        await reached.Task.WaitAsync(RunningProgram.Patience);

        node.System.ActorSelection("/user/*/outbox").Tell(Kill.Instance);

        var report = await running.WaitAsync(RunningProgram.Patience);
        Assert.Equal(ExitCode.InternalFault, report.ExitCodeFor(strict: false));
        Assert.Contains("unexpected end", report.Stopped!.Message, StringComparison.Ordinal);
        Assert.Equal(2, report.Backlog!.Waiting);
    }

    [Fact]
    public async Task File_IsNoOutbox_SaysSo()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Path, 1);

        var store = (await NodeProgram.RunAsync("store", "127.0.0.1", "1", folder.File("0001.dcm"), "--outbox", folder.File("0001.dcm"))).ExpectExit(ExitCode.BadInput);

        Assert.Contains("--outbox", store.Error, StringComparison.Ordinal);
    }
}
