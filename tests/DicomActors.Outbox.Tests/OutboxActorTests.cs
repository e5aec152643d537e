using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Node.Tests;
using DicomActors.Processes;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using Microsoft.Data.Sqlite;

namespace DicomActors.Outbox.Tests;

/// <summary>What is answered, delivered, parked, tried again, and left for the next process.</summary>
public sealed class OutboxActorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder.File("outbox.db");

    private OutboxOptions Options => new(Database);

    [Fact]
    public async Task Entry_IsAnswered_ItIsOnDiskByThen()
    {
        OutboxId id;
        await using (var outbox = await OutboxSystem.StartAsync(Options))
        {
            id = (await outbox.EnqueueAsync(await ImageAsync(1), "unknown-yet")).Id;

            // What a process killed now would leave behind.
            File.Copy(Database, _folder.File("copy.db"));
            File.Copy(Database + "-wal", _folder.File("copy.db-wal"));
        }

        await using var connection = new SqliteConnection($"Data Source={_folder.File("copy.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM entries";
        Assert.Equal(id.Value, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Entry_ForAPeerThatTakesIt_IsDeliveredAndGone()
    {
        await using var peer = await ActedPeer.StartAsync();
        await using var outbox = await OutboxSystem.StartAsync(Options, peer);

        var entry = await outbox.EnqueueAsync(await ImageAsync(1));

        Assert.Equal(new OutboxDelivered(entry.Id, "peer", entry.Path), await outbox.NextAsync<OutboxDelivered>());
        Assert.Empty((await outbox.BacklogAsync()).Peers);
        Assert.Equal(TestImage.UidOf(1), Assert.Single(peer.Received));
    }

    [Fact]
    public async Task File_IsNoDicom_IsRefusedAtOnce()
    {
        await File.WriteAllTextAsync(_folder.File("notes.txt"), "not a DICOM file");
        await using var outbox = await OutboxSystem.StartAsync(Options);

        var problem = await Assert.ThrowsAsync<OutboxException>(() => outbox.EnqueueAsync(_folder.File("notes.txt")));

        Assert.Contains("notes.txt", problem.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OutboxException>(() => outbox.EnqueueAsync(_folder.File("not-there.dcm")));
        Assert.Empty((await outbox.BacklogAsync()).Peers);
    }

    [Fact]
    public async Task Peer_RefusesTheInstance_EntryIsParkedUntilItIsTriedAgain()
    {
        var refuses = true;
        await using var peer = await ActedPeer.StartAsync((_, _) => Task.FromResult(refuses ? DimseStatus.DatasetDoesNotMatchSopClass : DimseStatus.Success));
        await using var outbox = await OutboxSystem.StartAsync(Options, peer);
        var entry = await outbox.EnqueueAsync(await ImageAsync(1));

        Assert.Equal(entry.Id, (await outbox.NextAsync<OutboxParked>()).Id);
        var backlog = await outbox.BacklogAsync();
        Assert.Equal((0, 1), (backlog.Waiting, backlog.Parked));
        Assert.Contains("A900", Assert.Single(backlog.Peers).LastError, StringComparison.Ordinal);

        refuses = false;
        await outbox.Outbox.Ask<Backlog>(RetryParked.Instance, RunningProgram.Patience);
        Assert.Equal(entry.Id, (await outbox.NextAsync<OutboxDelivered>()).Id);
    }

    [Fact]
    public async Task NothingButParkedEntriesAreLeftBehind_TheyAreTriedAgain_AreDelivered()
    {
        var refuses = true;
        await using var peer = await ActedPeer.StartAsync((_, _) => Task.FromResult(refuses ? DimseStatus.DatasetDoesNotMatchSopClass : DimseStatus.Success));
        await using (var first = await OutboxSystem.StartAsync(Options, peer))
        {
            await first.EnqueueAsync(await ImageAsync(1));
            await first.NextAsync<OutboxParked>();
        }

        refuses = false;
        await using var second = await OutboxSystem.StartAsync(Options, peer);
        await second.Outbox.Ask<Backlog>(RetryParked.Instance, RunningProgram.Patience);

        Assert.EndsWith("1.dcm", (await second.NextAsync<OutboxDelivered>()).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_TakesNoSuchSopClass_EntryIsParked()
    {
        await using var peer = await ActedPeer.StartAsync(policy: new AcceptorPolicy().WithSopClass(SopClasses.MrImageStorage));
        await using var outbox = await OutboxSystem.StartAsync(Options, peer);

        var entry = await outbox.EnqueueAsync(await ImageAsync(1));

        Assert.Equal(entry.Id, (await outbox.NextAsync<OutboxParked>()).Id);
    }

    [Fact]
    public async Task FileIsGoneByItsTurn_EntryIsParked_AndForgottenOnDemand()
    {
        var path = await ImageAsync(1);
        await using (var first = await OutboxSystem.StartAsync(Options))
        {
            await first.EnqueueAsync(path);
        }

        File.Delete(path);
        await using var second = await OutboxSystem.StartAsync(Options);

        Assert.Equal(path, (await second.NextAsync<OutboxParked>()).Path);
        Assert.Empty((await second.Outbox.Ask<Backlog>(DiscardParked.Instance, RunningProgram.Patience)).Peers);
    }

    [Fact]
    public async Task Peer_IsUnknownAtFirst_EntryIsDeliveredOnceItIsKnown()
    {
        await using var peer = await ActedPeer.StartAsync();
        await using var outbox = await OutboxSystem.StartAsync(Options with { RetryAfter = TimeSpan.FromMilliseconds(50) });
        var entry = await outbox.EnqueueAsync(await ImageAsync(1));
        Assert.Equal(entry.Id, (await outbox.NextAsync<OutboxDelayed>()).Id);

        await outbox.KnowAsync(peer);

        Assert.Equal(entry.Id, (await outbox.NextAsync<OutboxDelivered>()).Id);
    }

    [Fact]
    public async Task OnePeerIsDown_FillsItsShareOfMemory_TheOtherIsServed()
    {
        var isHeldUp = new TaskCompletionSource();
        await using var down = await ActedPeer.StartAsync(async (_, _) =>
        {
            await isHeldUp.Task;
            return DimseStatus.Success;
        });
        await using var outbox = await OutboxSystem.StartAsync(Options with { MaximumInFlight = 2 }, down);
        for (var number = 1; number <= 5; number++)
        {
            await outbox.EnqueueAsync(await ImageAsync(number));
        }

        // Unknown, so that it is delayed at once: it was tried.
        var entry = await outbox.EnqueueAsync(await ImageAsync(6), "other");

        Assert.Equal(entry.Id, (await outbox.NextAsync<OutboxDelayed>()).Id);
        isHeldUp.SetResult();
    }

    [Fact]
    public async Task SystemEnds_WithEntriesUnderWay_TheNextOneDeliversTheRest()
    {
        const int Count = 60;
        var reached = new TaskCompletionSource();
        var isHeldUp = true;
        await using var peer = await ActedPeer.StartAsync(async (exchange, count) =>
        {
            if (isHeldUp && count == 20)
            {
                reached.SetResult();
                await Task.Delay(Timeout.Infinite, exchange.Cancelled).ContinueWith(static _ => { }, TaskScheduler.Default);
            }

            return DimseStatus.Success;
        });
        await using (var first = await OutboxSystem.StartAsync(Options, peer))
        {
            for (var number = 1; number <= Count; number++)
            {
                await first.EnqueueAsync(await ImageAsync(number));
            }

            await reached.Task.WaitAsync(RunningProgram.Patience);
        }

        isHeldUp = false;
        await using var second = await OutboxSystem.StartAsync(Options, peer);
        while ((await second.BacklogAsync()).Waiting > 0)
        {
            await second.NextAsync<OutboxDelivered>();
        }

        Assert.Equal(Count, peer.Received.Distinct().Count());
    }

    [Fact]
    public async Task TwoOutboxes_ShareAFile_TheSecondSaysSoAndWorksOnceTheFirstHasEnded()
    {
        await using var second = await StartSecondAsync();

        await second.EnqueueAsync(await ImageAsync(2));

        async Task<OutboxSystem> StartSecondAsync()
        {
            await using var first = await OutboxSystem.StartAsync(Options);
            await first.EnqueueAsync(await ImageAsync(1));
            var outbox = await OutboxSystem.StartAsync(Options);
            var problem = await Assert.ThrowsAsync<OutboxException>(() => outbox.EnqueueAsync(_folder.File("1.dcm")));
            Assert.Contains("in use", problem.Message, StringComparison.Ordinal);
            return outbox;
        }
    }

    [Fact]
    public async Task File_IsSomethingElse_IsRefusedAndNotChanged()
    {
        await File.WriteAllTextAsync(Database, "certainly no database, though long enough to be taken for the header of one");
        await using (var outbox = await OutboxSystem.StartAsync(Options))
        {
            await Assert.ThrowsAsync<OutboxException>(() => outbox.BacklogAsync());
        }

        Assert.StartsWith("certainly", await File.ReadAllTextAsync(Database), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TenThousandEntries_AreQueued_FewAreInMemoryAndTheyFlow()
    {
        const int Count = 10_000;
        const int InMemory = 100;
        var path = await ImageAsync(1);
        await using var peer = await ActedPeer.StartAsync();
        await using var outbox = await OutboxSystem.StartAsync(Options with { MaximumInFlight = InMemory }, peer);
        outbox.Client.Tell(PausePeer.Instance);
        foreach (var batch in Enumerable.Range(0, Count).Chunk(500))
        {
            await Task.WhenAll(batch.Select(_ => outbox.EnqueueAsync(path)));
        }

        Assert.Equal(Count, (await outbox.BacklogAsync()).Waiting);
        Assert.InRange((await outbox.StatusAsync()).Queued, 1, InMemory);

        outbox.Client.Tell(ResumePeer.Instance);
        for (var delivered = 0; delivered < 10 * InMemory; delivered++)
        {
            await outbox.NextAsync<OutboxDelivered>();
        }

        var status = await outbox.StatusAsync();
        Assert.InRange(status.Queued + status.InFlight, 0, InMemory);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> ImageAsync(int number)
    {
        var path = _folder.File($"{number}.dcm");
        await File.WriteAllBytesAsync(path, TestImage.Create(number));
        return path;
    }
}
