using System.CommandLine;
using System.Net;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Node.Actors;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Demo;
using DicomActors.Node.Listening;
using DicomActors.Node.Output;
using DicomActors.Node.Storing;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Node.Verbs;

/// <summary><c>demo</c>: a listener and a client in one process, with everything that happens between them.</summary>
internal sealed class DemoVerb : VerbCommand
{
    private const int Slices = 12;
    private const string ServerTitle = "DEMO-SERVER";
    private const string ClientTitle = "DEMO-CLIENT";

    /// <summary>The verb.</summary>
    public DemoVerb()
        : base(
            "demo",
            "Show it at work: a listener and a client in one process, with their events as they come.",
            "./dicomactors demo",
            "./dicomactors demo --verbose") =>
        Details = ["An echo, then a generated CT series, sent and compared. Needs nothing and leaves nothing behind."];

    /// <inheritdoc />
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        using var folder = new DemoFolder();
        await using var node = NodeSystem.Start(arguments);
        var events = node.System.ActorOf(Props.Create(() => new EventPrinter(IsShown)), "events");
        var received = folder.Add("received");
        var listener = await NodeListener.StartAsync(
            node, new IPEndPoint(IPAddress.Loopback, 0), StorageArguments.Simple(received), new AcceptorSettings { AETitles = [ServerTitle] });
        var peer = new Peer
        {
            Host = IPAddress.Loopback.ToString(),
            Port = listener.EndPoint.Port,
            CallingAETitle = ClientTitle,
            CalledAETitle = ServerTitle,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ResponseTimeout = TimeSpan.FromSeconds(30),
        };

        await EchoAsync(node, peer, interrupted);
        var sent = await SyntheticSeries.WriteAsync(folder.Add("sent"), Slices, interrupted);
        var report = await StoreAsync(node, peer, sent, interrupted);
        await listener.StopAsync();
        var printed = await events.Ask<EventPrinter.Printed>(new EventPrinter.GetPrinted(), interrupted);

        var same = await CountSameAsync(sent, received, interrupted);
        Console.Out.WriteLine();
        Console.Out.WriteLine(report.Summary($"{ServerTitle} ({peer})"));
        Console.Out.WriteLine($"{same} of {Figures.Count(sent.Count, "file")} arrived byte for byte; {printed.Lines} events came from the EventStream.");
        Console.Out.WriteLine("Next: ./dicomactors listen 11112 --out received, and in another window: ./dicomactors echo localhost 11112");
        return report.Stopped is { } stopped ? throw stopped : same == sent.Count ? ExitCode.Done : ExitCode.PeerFailed;
    }

    private static bool IsShown(IAdvancedDicomClientConnectionEvent happened) => happened is not (RequestSentEvent or SendQueueEmptyEvent);

    private static async Task EchoAsync(NodeSystem node, Peer peer, CancellationToken interrupted)
    {
        var proposal = peer.Propose().WithContext(SopClasses.Verification, TransferSyntax.ImplicitVRLittleEndian);
        await using var session = await PeerSession.OpenAsync(node, peer, proposal, interrupted);
        await session.AskAsync<CEchoResult>(new CEchoRequest(), interrupted);
        await session.ReleaseAsync(interrupted);
    }

    private static async Task<StoreReport> StoreAsync(NodeSystem node, Peer peer, IReadOnlyList<string> paths, CancellationToken interrupted)
    {
        var collection = await FileCollection.CollectAsync(paths, interrupted);
        var counters = new StoreCounters(collection.Files.Count, collection.Files.Sum(file => file.Length));
        return await new StoreRun(node, peer, collection, counters, new StoreOptions()).RunAsync(interrupted);
    }

    /// <summary>How many of the files sent have a received file with the same data set.</summary>
    private static async Task<int> CountSameAsync(IReadOnlyList<string> sent, string received, CancellationToken interrupted)
    {
        var arrived = new HashSet<string>();
        foreach (var path in Directory.EnumerateFiles(received, "*", SearchOption.AllDirectories))
        {
            arrived.Add(await DatasetAsync(path, interrupted));
        }

        var same = 0;
        foreach (var path in sent)
        {
            same += arrived.Contains(await DatasetAsync(path, interrupted)) ? 1 : 0;
        }

        return same;
    }

    private static async Task<string> DatasetAsync(string path, CancellationToken interrupted)
    {
        var file = await File.ReadAllBytesAsync(path, interrupted);
        var header = Part10Reader.Parse(file);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(file.AsSpan((int)(header.Header?.DatasetOffset ?? 0))));
    }
}
