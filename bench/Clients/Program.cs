using System.Diagnostics;
using System.Globalization;
using System.Net;
using Akka.Actor;
using Akka.Configuration;
using DicomActors;
using DicomActors.Clients;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Listeners;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Transport;

namespace Clients;

/// <summary>
/// Measures how the regular client scales over associations: stores per second, and the speed-up per association. Arguments:
/// milliseconds the peer needs per store (default 5), stores per association (default 1000).
/// </summary>
internal static class Program
{
    private const int InstanceLength = 16 << 10;

    private static async Task Main(string[] arguments)
    {
        var needed = TimeSpan.FromMilliseconds(arguments is [var text, ..] ? double.Parse(text, CultureInfo.InvariantCulture) : 5);
        var perAssociation = arguments is [_, var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 1000;
        Console.WriteLine($".NET {Environment.Version}, {Environment.ProcessorCount} cores, {needed.TotalMilliseconds} ms per store");
        using var system = ActorSystem.Create("bench", ConfigurationFactory.ParseString("akka.loglevel = WARNING"));
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CStoreRequest, new SlowStoreHandler(needed));
        var listener = system.ActorOf(ListenerActor.Props());
        var bound = await listener.Ask<ListenerBound>(new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))
        {
            Acceptor = new AcceptorSettings { Handlers = handlers },
        }));

        await RunAsync(system, bound.EndPoint, 2, 200); // Compiles and grows the pools.
        var one = 0.0;
        foreach (var associations in new[] { 1, 2, 4, 8 })
        {
            var rate = await RunAsync(system, bound.EndPoint, associations, perAssociation);
            one = one == 0 ? rate : one;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{associations} associations: {rate,7:0} stores/s, {rate / one,5:0.00} x one, {rate / one / associations,4:0.00} of linear"));
        }

        await system.Terminate();
    }

    private static async Task<double> RunAsync(ActorSystem system, IPEndPoint endPoint, int associations, int perAssociation)
    {
        var peer = new DicomPeer("slow", new TcpConnector(endPoint.Address.ToString(), endPoint.Port), "BENCH", "SLOW")
        {
            MaximumAssociations = associations,
        };
        var peers = Dicom.Get(system).Peers;
        var client = (await peers.Ask<PeerConfigured>(new ConfigurePeer(peer))).Client;
        var bytes = new byte[InstanceLength];
        var commands = Enumerable.Range(0, associations * perAssociation).Select(_ => new Enqueue(new CStoreRequest(
            new MemoryContent(SopClasses.CtImageStorage, Uid.Generate(), TransferSyntax.ExplicitVRLittleEndian, bytes)))).ToArray();
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);

        var start = Stopwatch.GetTimestamp();
        system.ActorOf(Props.Create(() => new OutcomeCounter(client, commands, done)));
        var failed = await done.Task;
        var elapsed = Stopwatch.GetElapsedTime(start);

        await peers.Ask<PeerDrained>(new RemovePeer("slow", TimeSpan.FromSeconds(10)));
        return failed == 0
            ? commands.Length / elapsed.TotalSeconds
            : throw new InvalidOperationException($"{failed} of {commands.Length} stores failed.");
    }
}
