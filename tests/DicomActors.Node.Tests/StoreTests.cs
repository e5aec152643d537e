using System.Text.Json;
using DicomActors.Processes;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Tests;

/// <summary><c>store</c> through the regular client: lost associations, refused and resumed files, the report.</summary>
public sealed class StoreTests
{
    [Fact]
    public async Task Peer_AbortsAfterEverySeventhFile_AllArriveAndTheReportSaysWhatItTook()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Path, 50);
        await using var peer = await ActedPeer.StartAsync(static async (exchange, count) =>
            count % 7 == 0 ? await ActedPeer.AbortAsync(exchange) : DimseStatus.Success);

        var store = (await NodeProgram.RunAsync("store", "127.0.0.1", peer.Port, folder.Path, "--json")).ExpectExit(ExitCode.Done);

        using var report = JsonDocument.Parse(store.Output);
        Assert.Equal(50, Number(report, "stored"));
        Assert.Equal(50, peer.Received.Distinct().Count());
        Assert.InRange(Number(report, "sentAgain"), 7, 8);
        Assert.InRange(Number(report, "associations"), 8, 9);
    }

    [Fact]
    public async Task Peer_TakesNothingAfterTheFirst_ItIsGivenUpAfterTheRetriesAndTheRestIsReported()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Path, 5);
        await using var peer = await ActedPeer.StartAsync(static async (exchange, count) =>
            count > 1 ? await ActedPeer.AbortAsync(exchange) : DimseStatus.Success);

        var store = (await NodeProgram.RunAsync("store", "127.0.0.1", peer.Port, folder.Path, "--retries", "1", "--json")).ExpectExit(ExitCode.NoAssociation);

        using var report = JsonDocument.Parse(store.Output);
        Assert.Equal(1, Number(report, "stored"));
        Assert.Equal(4, Number(report, "notSent") + report.RootElement.GetProperty("failed").GetArrayLength());
        Assert.Contains("abort", store.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Peer_RefusesAFile_ItIsNamedAndTheOthersAreStored()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Path, 5);
        await using var peer = await ActedPeer.StartAsync(static (_, count) =>
            Task.FromResult(count == 3 ? DimseStatus.DatasetDoesNotMatchSopClass : DimseStatus.Success));

        var store = (await NodeProgram.RunAsync("store", "127.0.0.1", peer.Port, folder.Path)).ExpectExit(ExitCode.PeerFailed);

        Assert.Contains("0003.dcm was not stored", Assert.Single(store.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("4 of 5 files stored", store.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_IsShortOfSpaceOnce_TheFileIsSentAgain()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Path, 3);
        await using var peer = await ActedPeer.StartAsync(static (_, count) =>
            Task.FromResult(count == 2 ? DimseStatus.OutOfResources : DimseStatus.Success));

        var store = (await NodeProgram.RunAsync("store", "127.0.0.1", peer.Port, folder.Path)).ExpectExit(ExitCode.Done);

        Assert.Contains("1 sent again", store.Output, StringComparison.Ordinal);
        Assert.Equal(4, peer.Received.Count);
    }

    [Fact]
    public async Task Port_NobodyListens_SaysSoAtOnceAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Path, 3);

        var store = (await NodeProgram.RunAsync("store", "127.0.0.1", "1", folder.Path)).ExpectExit(ExitCode.NoAssociation);

        Assert.Contains("nothing listens there", Assert.Single(store.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(store.OutputLines);
    }

    [Fact]
    public async Task FourAssociations_AreWanted_AreUsed()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Path, 60);
        var atOnce = 0;
        var all = new TaskCompletionSource();
        await using var peer = await ActedPeer.StartAsync(async (_, _) =>
        {
            if (Interlocked.Increment(ref atOnce) == 4)
            {
                all.SetResult();
            }

            await all.Task;
            return DimseStatus.Success;
        });

        var store = (await NodeProgram.RunAsync("store", "127.0.0.1", peer.Port, folder.Path, "--associations", "4")).ExpectExit(ExitCode.Done);

        Assert.Contains("4 associations", store.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunIsInterrupted_SameCallAgain_SendsOnlyTheRest()
    {
        using var folder = new TemporaryFolder();
        await TestImage.WriteAsync(folder.Folder("images"), 20);
        var reached = new TaskCompletionSource();
        var isHeldUp = true;
        await using var peer = await ActedPeer.StartAsync(async (exchange, count) =>
        {
            if (isHeldUp && count == 8)
            {
                reached.SetResult();
                await Task.Delay(Timeout.Infinite, exchange.Cancelled).ContinueWith(static _ => { }, TaskScheduler.Default);
            }

            return DimseStatus.Success;
        });
        string[] call = ["store", "127.0.0.1", peer.Port, folder.File("images"), "--resume", folder.File("sent.jsonl")];
        await using (var first = RunningProgram.Start(NodeProgram.Path, call))
        {
            await reached.Task.WaitAsync(RunningProgram.Patience);
            (await first.InterruptAsync()).ExpectExit(ExitCode.Interrupted);
        }

        Assert.Equal(7, (await File.ReadAllLinesAsync(folder.File("sent.jsonl"))).Length);
        peer.Received.Clear();
        isHeldUp = false;
        var second = (await NodeProgram.RunAsync(call)).ExpectExit(ExitCode.Done);
        Assert.Equal(13, peer.Received.Distinct().Count());
        Assert.Contains("13 of 20 files stored", second.Output, StringComparison.Ordinal);
        Assert.Contains("7 stored before", second.Output, StringComparison.Ordinal);

        var third = (await NodeProgram.RunAsync(call)).ExpectExit(ExitCode.Done);
        Assert.Equal(13, peer.Received.Count);
        Assert.Contains("20 stored before", third.Output, StringComparison.Ordinal);
    }

    private static int Number(JsonDocument report, string name) => report.RootElement.GetProperty(name).GetInt32();
}
