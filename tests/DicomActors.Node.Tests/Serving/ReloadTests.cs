using System.Globalization;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Node.Serving;
using DicomActors.Processes;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Tests.Serving;

/// <summary>A running node reads its configuration again.</summary>
public sealed class ReloadTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    private string ConfigurationFile => _folder.File("node.conf");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Peer_ChangedWhileRequestsAreUnderWay_NoneIsLost()
    {
        await using var archive = await StartAsync("archive.conf", "listeners.main { host = \"127.0.0.1\", port = 0 }");
        var port = archive.EndPoints["main"][0].Port;
        Write(ConfigurationFile, Peer(port, 1));
        await using var node = await StartAsync();
        var sent = Send(node, 600, out _);

        for (var turn = 2; !sent.IsCompleted || turn < 6; turn++)
        {
            // Every second time something that needs new associations.
            Write(ConfigurationFile, Peer(port, (turn % 4) + 1, turn % 2 == 0 ? "ONE" : "OTHER") + $"\nconnections.maximum = {1000 + turn}");
            var report = await node.ReloadAsync(default);
            Assert.Contains(report.Applied, static line => line.StartsWith("peer archive: ", StringComparison.Ordinal));
            Assert.Empty(report.NeedsRestart);
        }

        var outcomes = await sent.WaitAsync(Patience);
        Assert.Equal(600, outcomes.Count);
        Assert.All(outcomes, static ended => Assert.True(ended.IsSuccess, ended.Message));
    }

    [Fact]
    public async Task Peers_AddedAndRemoved_AreKnownAndDrained()
    {
        await using var archive = await StartAsync("archive.conf", "listeners.main { host = \"127.0.0.1\", port = 0 }");
        var port = archive.EndPoints["main"][0].Port;
        Write(ConfigurationFile, Peer(port, 1));
        await using var node = await StartAsync();
        var sent = Send(node, 200, out var queued);
        await queued.WaitAsync(Patience);

        Write(ConfigurationFile, Peer(port, 1).Replace("archive", "other", StringComparison.Ordinal));
        var report = await node.ReloadAsync(default);

        Assert.Equal(["peer other: added", "peer archive: removed; what is queued has 4 s"], report.Applied);
        Assert.All(await sent.WaitAsync(Patience), static ended => Assert.True(ended.IsSuccess, ended.Message));
        var known = await Dicom.Get(node.System).Peers.Ask<PeerList>(GetPeers.Instance, Patience);
        Assert.Equal("other", Assert.Single(known.Peers).Peer.Name);
    }

    [Fact]
    public async Task File_HasAnError_NothingIsChanged()
    {
        Write(ConfigurationFile, Peer(104, 1));
        await using var node = await StartAsync();
        Write(ConfigurationFile, $"{Peer(104, 7)}\nlisteners.main.maximum-connections = none");

        var refusal = await Assert.ThrowsAsync<VerbException>(() => node.ReloadAsync(default));

        Assert.StartsWith("dicom-actors.listeners.main.maximum-connections: 'none'", refusal.Message, StringComparison.Ordinal);
        var known = await Dicom.Get(node.System).Peers.Ask<PeerList>(GetPeers.Instance, Patience);
        Assert.Equal(1, Assert.Single(known.Peers).Peer.MaximumAssociations);
    }

    [Fact]
    public async Task SettingsThatNeedARestart_Changed_AreListedUntilThen()
    {
        Write(ConfigurationFile, "listeners.main { host = \"127.0.0.1\", port = 0, maximum-connections = 5 }");
        await using var node = await StartAsync();
        Write(ConfigurationFile, """
            listeners.main { host = "127.0.0.1", port = 1, maximum-connections = 6 }
            listeners.second { host = "127.0.0.1", port = 0 }
            connection.artim-timeout = 7s
            """);

        var first = await node.ReloadAsync(default);
        var second = await node.ReloadAsync(default);

        string[] expected = ["dicom-actors.listeners.second: new", "dicom-actors.listeners.main.port", "dicom-actors.connection.artim-timeout"];
        Assert.Equal(["listener main: maximum-connections"], first.Applied);
        Assert.Equal(expected, first.NeedsRestart);
        Assert.Empty(second.Applied);
        Assert.Equal(expected, second.NeedsRestart);
    }

    [Fact]
    public async Task Peer_ChangedButNotInHowItIsReached_KeepsItsConnector()
    {
        Write(ConfigurationFile, Peer(104, 1));
        await using var node = await StartAsync();
        var before = await ConnectorAsync(node);

        Write(ConfigurationFile, Peer(104, 2));
        await node.ReloadAsync(default);
        var same = await ConnectorAsync(node);
        Write(ConfigurationFile, Peer(105, 2));
        await node.ReloadAsync(default);

        Assert.Same(before, same);
        Assert.NotSame(before, await ConnectorAsync(node));
    }

    private static async Task<object> ConnectorAsync(ServedNode node) =>
        Assert.Single((await Dicom.Get(node.System).Peers.Ask<PeerList>(GetPeers.Instance, Patience)).Peers).Peer.Connector;

    private static string Peer(int port, int associations, string title = "ONE") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""peers.archive { host = "127.0.0.1", port = {{port}}, maximum-associations = {{associations}}, calling-ae-title = {{title}} }""");

    private static void Write(string path, string settings) => File.WriteAllText(path, $$"""
        dicom-actors {
          node.dashboard.enabled = off
          {{settings}}
        }
        """);

    private Task<ServedNode> StartAsync(string name, string settings)
    {
        Write(_folder.File(name), settings);
        return ServedNode.StartAsync(new ConfigurationSource([_folder.File(name)], []), default);
    }

    private Task<ServedNode> StartAsync() => ServedNode.StartAsync(new ConfigurationSource([ConfigurationFile], []), default);

    private static Task<IReadOnlyList<TicketEnded>> Send(ServedNode node, int number, out Task queued)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queued = taken.Task;
        var all = new TaskCompletionSource<IReadOnlyList<TicketEnded>>(TaskCreationOptions.RunContinuationsAsynchronously);
        node.System.ActorOf(Props.Create(() => new Sender(Dicom.Get(node.System).Peers, number, taken, all)));
        return all.Task;
    }

    /// <summary>Queues C-ECHOs for the peer named archive, and collects what becomes of them.</summary>
    public sealed class Sender : ReceiveActor
    {
        public Sender(IActorRef peers, int number, TaskCompletionSource queued, TaskCompletionSource<IReadOnlyList<TicketEnded>> all)
        {
            var ended = new List<TicketEnded>();
            var taken = 0;
            Receive<Enqueued>(_ =>
            {
                if (++taken == number)
                {
                    queued.SetResult();
                }
            });
            Receive<EnqueueRefused>(refused => all.TrySetException(new InvalidOperationException(refused.Message)));
            Receive<TicketEnded>(message =>
            {
                ended.Add(message);
                if (ended.Count == number)
                {
                    all.TrySetResult(ended);
                }
            });
            for (var i = 0; i < number; i++)
            {
                peers.Tell(new EnqueueTo("archive", new Enqueue(new CEchoRequest())));
            }
        }
    }
}
