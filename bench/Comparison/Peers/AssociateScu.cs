using System.Diagnostics;
using Akka.Actor;
using Comparison.Measuring;
using DicomActors.Protocol.Dimse;

namespace Comparison.Peers;

/// <summary>Associations, each opened, asked one C-ECHO and released, a number of them at a time.</summary>
/// <remarks>port; parallel (8).</remarks>
internal static class AssociateScu
{
    public const string Verb = "associate-scu";

    public static async Task RunAsync(PeerArguments arguments)
    {
        var port = (int)arguments.Number("port");
        var parallel = (int)arguments.Number("parallel", 8);
        using var system = PeerSystem.Start();
        await PeerConsole.ServeAsync(0, count => AssociateAsync(system, port, parallel, count));
        await system.Terminate();
    }

    private static async Task<Measurement> AssociateAsync(ActorSystem system, int port, int parallel, long count)
    {
        var left = count;
        var echo = new CEchoRequest();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(WorkAsync)));
        return new Measurement(count, Stopwatch.GetElapsedTime(start));

        async Task WorkAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await using var association = await ActorAssociation.OpenAsync(system, port);
                await association.RequestAsync(echo);
            }
        }
    }
}
