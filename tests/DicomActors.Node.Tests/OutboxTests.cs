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
    public async Task File_IsNoOutbox_SaysSo()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Path, 1);

        var store = (await NodeProgram.RunAsync("store", "127.0.0.1", "1", folder.File("0001.dcm"), "--outbox", folder.File("0001.dcm"))).ExpectExit(ExitCode.BadInput);

        Assert.Contains("--outbox", store.Error, StringComparison.Ordinal);
    }
}
