using System.Diagnostics;
using Akka.Actor;
using Comparison.Measuring;
using DicomActors.Protocol.Dimse;

namespace Comparison.Peers;

/// <summary>
/// Holds idle associations. The first run opens so many, which then do nothing, and says what each takes; later runs are echoes on a
/// further one.
/// </summary>
/// <remarks>port.</remarks>
internal static class IdleScu
{
    public const string Verb = "idle-scu";

    /// <summary>Opened and released before, on both sides, so that code and pools are not counted as associations.</summary>
    private const int WarmUp = 500;

    private const int OpeningAtOnce = 64;

    public static async Task RunAsync(PeerArguments arguments)
    {
        var port = (int)arguments.Number("port");
        using var system = PeerSystem.Start();
        await CrowdLimits.LiftAsync(system);
        await ReleaseAsync(await OpenAsync(system, port, WarmUp));
        var live = await ActorAssociation.OpenAsync(system, port);
        IReadOnlyList<ActorAssociation>? idle = null;
        await PeerConsole.ServeAsync(0, async count =>
        {
            if (idle is not null)
            {
                return await EchoAsync(live, count);
            }

            var before = ProcessMemory.LookForLife();
            var start = Stopwatch.GetTimestamp();
            idle = await OpenAsync(system, port, (int)count);
            var elapsed = Stopwatch.GetElapsedTime(start);
            return new Measurement(count, elapsed) { Readings = ProcessMemory.Share(before, ProcessMemory.LookForLife(), count) };
        });
        await ReleaseAsync(idle ?? []);
        await live.DisposeAsync();
        await system.Terminate();
    }

    private static async Task<IReadOnlyList<ActorAssociation>> OpenAsync(ActorSystem system, int port, int count)
    {
        var opened = new List<ActorAssociation>(count);
        while (opened.Count < count)
        {
            var some = Math.Min(OpeningAtOnce, count - opened.Count);
            opened.AddRange(await Task.WhenAll(Enumerable.Range(0, some).Select(_ => ActorAssociation.OpenAsync(system, port))));
        }

        return opened;
    }

    private static async Task ReleaseAsync(IReadOnlyList<ActorAssociation> associations)
    {
        foreach (var association in associations)
        {
            await association.DisposeAsync();
        }
    }

    private static async Task<Measurement> EchoAsync(ActorAssociation association, long count)
    {
        var echo = new CEchoRequest();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0L; i < count; i++)
        {
            await association.RequestAsync(echo);
        }

        return new Measurement(count, Stopwatch.GetElapsedTime(start));
    }
}
