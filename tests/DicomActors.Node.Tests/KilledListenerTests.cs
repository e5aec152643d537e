using System.Globalization;
using DicomActors.Archive.Index;
using DicomActors.Processes;
using Xunit.Abstractions;

namespace DicomActors.Node.Tests;

/// <summary>
/// A listener that is killed (SIGKILL) while many store to it keeps what it answered with Success, and shows nothing else; an archive
/// finds all of it again.
/// </summary>
public sealed class KilledListenerTests(ITestOutputHelper output)
{
    private const int Senders = 4;
    private const int MostPerKill = 60;

    private static readonly string[] Options = ["--local", "--layout", "{StudyInstanceUID}/{SOPInstanceUID}.dcm", "--min-free", "0"];

    /// <summary>A few in every build; DICOMACTORS_THOROUGH=1 runs the full number.</summary>
    private static int Kills => Environment.GetEnvironmentVariable("DICOMACTORS_THOROUGH") == "1" ? 50 : 3;

    [Fact]
    public async Task Listener_IsKilledDuringParallelStores_WhatWasAnsweredSuccessIsWholeAndNoPartIsSeen()
    {
        using var folder = new TemporaryFolder();
        await KillAsync(folder.Folder("received"), static received => NodeProgram.ListenAsync(received, Options));
    }

    [Fact]
    public async Task Archive_IsKilledDuringParallelStores_ItsIndexHasWhatIsThereAfterTheRestart()
    {
        using var folder = new TemporaryFolder();
        var received = folder.Folder("received");
        var (instances, files) = await KillAsync(received, static received => NodeProgram.ArchiveAsync(received, Options));

        var (restarted, _) = await NodeProgram.ArchiveAsync(received, Options);
        await restarted.DisposeAsync();
        await using var index = await ArchiveIndex.OpenAsync(new ArchiveIndexOptions(Path.Combine(received, ".index.sqlite")));
        await instances.AssertIndexedAsync(index, files);
    }

    private async Task<(NumberedInstances Instances, int Files)> KillAsync(string received, Func<string, Task<(RunningProgram Listener, int Port)>> start)
    {
        var instances = new NumberedInstances();
        var random = new Random(7);
        var (underWay, leftovers, files) = (0, 0, 0);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var (listener, port) = await start(received);
            Task<bool>[] senders;
            await using (listener)
            {
                Assert.Equal(0, CountUnfinished(received)); // What the one before left behind is gone.
                senders = [.. Enumerable.Range(0, Senders).Select(_ => new StoringPeer(instances).StoreUntilTheEndAsync(port))];
                await instances.WhenSucceeded(instances.Succeeded + random.Next(1, MostPerKill)).WaitAsync(RunningProgram.Patience);

                // The end of this block kills it.
            }

            underWay += (await Task.WhenAll(senders).WaitAsync(RunningProgram.Patience)).Count(wasUnderWay => wasUnderWay);
            leftovers += CountUnfinished(received);
            files = instances.AssertWhole(received, string.Create(CultureInfo.InvariantCulture, $"after kill {kill}"));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Kills} kills: {instances.Succeeded} instances answered Success, {files} whole files, {underWay} stores under way, {leftovers} unfinished files left in .incoming"));
        Assert.True(underWay > 0, "no store was under way at any kill: the test shows nothing.");
        return (instances, files);
    }

    private static int CountUnfinished(string received)
    {
        var incoming = Path.Combine(received, ".incoming");
        return Directory.Exists(incoming)
            ? Directory.EnumerateFiles(incoming, "*", SearchOption.AllDirectories).Count(path => !path.EndsWith(".lock", StringComparison.Ordinal))
            : 0;
    }
}
