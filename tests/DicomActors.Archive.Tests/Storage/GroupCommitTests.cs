using System.Collections.Concurrent;
using DicomActors.Archive.Storage;
using DicomActors.Protocol.Dimse;
using Xunit.Abstractions;

namespace DicomActors.Archive.Tests.Storage;

public sealed class GroupCommitTests(ITestOutputHelper output) : ArchiveStoreSpec(output)
{
    [Fact]
    public async Task IndexIsBusy_ManyConnectionsStore_OneCallRegistersAllThatWaitedAndNoneIsAnsweredBefore()
    {
        const int Connections = 6;
        var calls = new ConcurrentQueue<int>();
        var firstCall = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var indexIsFree = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handler = Handler(
            Options,
            async (instances, _) =>
            {
                Assert.All(instances, instance => Assert.True(
                    File.Exists(Path.Combine(Folder, instance.RelativePath)), $"{instance.RelativePath} should be there before it is registered."));
                calls.Enqueue(instances.Count);
                firstCall.TrySetResult();
                await indexIsFree.Task;
            },
            freeSpace: null);
        var endPoint = await StartAsync(handler);
        var connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => AssociateAsync(endPoint)));

        var first = StoreAsync(connections[0], Datasets.Create(1));
        await firstCall.Task.WaitAsync(Patience);
        var others = connections.Skip(1).Select((connection, index) => StoreAsync(connection, Datasets.Create(2 + index))).ToList();

        // Flushed, not yet named: the batch before them is not through.
        await AwaitAssertAsync(() => Assert.Equal(Connections - 1, handler.Waiting), Patience);
        Assert.False(first.IsCompleted, "Success was answered before the instance was registered.");
        Assert.Equal(["1/1.2/1.2.3.1.dcm"], Instances);
        indexIsFree.SetResult();

        Assert.All(await Task.WhenAll([first, .. others]), response => Assert.Equal(DimseStatus.Success, response.Status));
        Assert.Equal([1, Connections - 1], calls);
        Assert.Equal(Connections, Instances.Count);
    }

    [Fact]
    public async Task ManyConnections_StoreManySeries_EveryInstanceIsThereAndRegisteredOnce()
    {
        var endPoint = await StartAsync(Options with { Layout = StorageLayout.Parse("{CallingAE}/{SeriesInstanceUID}/{SOPInstanceUID}.dcm"), MaximumBatch = 3 });
        var connections = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => AssociateAsync(endPoint, $"SCU{number % 3}")));

        var responses = await Task.WhenAll(connections.SelectMany((connection, index) =>
            Enumerable.Range(0, 20).Select(number => StoreAsync(connection, Datasets.Create((100 * index) + number)))));

        Assert.All(responses, response => Assert.Equal(DimseStatus.Success, response.Status));
        Assert.Equal(160, Everything.Count);
        Assert.Equal(Everything, Registered.Select(instance => instance.RelativePath).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Closed_InstanceCompletes_IsRefused()
    {
        var handler = Handler(Options);
        var connection = await AssociateAsync(await StartAsync(handler));
        await handler.DisposeAsync();

        var response = await StoreAsync(connection, Datasets.Create());

        Assert.Equal(DimseStatus.OutOfResources, response.Status);
        Assert.Empty(Instances);
    }
}
