using System.Diagnostics;
using Akka.Actor;
using Comparison.Measuring;
using DicomActors;
using DicomActors.Clients;
using DicomActors.Protocol.Transport;

namespace Comparison.Peers;

/// <summary>
/// C-ECHOs through the regular client of one peer, some of them always in its queue. Says what a request costs in the first and in the last
/// tenth of a run, and what is alive after each tenth.
/// </summary>
/// <remarks>port.</remarks>
internal static class ClientScu
{
    public const string Verb = "client-scu";
    public const string FirstTenth = "µs per request, first 10 %";
    public const string LastTenth = "µs per request, last 10 %";
    public const string HeapAfterTenth = "heap after 10 %";
    public const string LargestHeap = "largest heap after 20 .. 100 %";

    private const int Tenths = 10;

    /// <summary>Compiles and grows what grows once: without it the first tenth would be dearer, and the target easier.</summary>
    private const int WarmUp = 50_000;

    public static async Task RunAsync(PeerArguments arguments)
    {
        using var system = PeerSystem.Start();
        var peers = Dicom.Get(system).Peers;
        var peer = new DicomPeer("bench", new TcpConnector("127.0.0.1", (int)arguments.Number("port")), "BENCH", "ANY-SCP") { MaximumAssociations = 1 };
        var client = (await peers.Ask<PeerConfigured>(new ConfigurePeer(peer))).Client;
        await RunAsync(system, client, WarmUp);
        await PeerConsole.ServeAsync(0, count => MeasureAsync(system, client, count));
        await peers.Ask<PeerDrained>(new RemovePeer("bench", TimeSpan.FromSeconds(10)));
        await system.Terminate();
    }

    private static async Task<Measurement> MeasureAsync(ActorSystem system, IActorRef client, long count)
    {
        var (times, heaps) = (new double[Tenths], new double[Tenths]);
        for (var tenth = 0; tenth < Tenths; tenth++)
        {
            var start = Stopwatch.GetTimestamp();
            await RunAsync(system, client, count / Tenths);
            times[tenth] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            heaps[tenth] = ProcessMemory.CountAlive();
        }

        return new Measurement(count, TimeSpan.FromMicroseconds(times.Sum()))
        {
            Readings =
            [
                new(FirstTenth, times[0] * Tenths / count, "µs"),
                new(LastTenth, times[^1] * Tenths / count, "µs"),
                new(HeapAfterTenth, heaps[0], "B"),
                new(LargestHeap, heaps.Skip(1).Max(), "B"),
            ],
        };
    }

    private static Task RunAsync(ActorSystem system, IActorRef client, long count)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(Props.Create(() => new Feeder(client, count, done)));
        return done.Task;
    }
}
