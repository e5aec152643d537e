using System.Diagnostics;
using Comparison.Measuring;
using DicomActors.Protocol.Dimse;

namespace Comparison.Peers;

/// <summary>
/// Requests on a number of associations at once, on each one operation after the other. With <c>count</c> it sends so many and ends, without it as
/// many as it is told, again and again.
/// </summary>
/// <remarks>port; folder: files to store, held in memory (default: echoes); engine=1: the bare engine; associations (1); ahead: requests asked for at once on each (1): with two,
/// the next is there when one is answered; allocation=1: says what a request allocates; count.</remarks>
internal static class LoadScu
{
    public const string Verb = "load-scu";

    public static async Task RunAsync(PeerArguments arguments)
    {
        var port = (int)arguments.Number("port");
        using var system = PeerSystem.Start();
        var next = await FindWorkAsync(arguments.Find("folder"));
        var associations = new List<RequestingAssociation>();
        while (associations.Count < arguments.Number("associations", 1))
        {
            associations.Add(arguments.Number("engine", 0) == 1 ? await EngineAssociation.OpenAsync(port) : await ActorAssociation.OpenAsync(system, port));
        }

        var ahead = (int)arguments.Number("ahead", 1);
        var tellsAllocation = arguments.Number("allocation", 0) == 1;
        var workers = associations.SelectMany(association => Enumerable.Repeat(association, ahead)).ToList();
        await PeerConsole.RunAsync(arguments, operations => SendAsync(workers, next, operations, tellsAllocation));
        foreach (var association in associations)
        {
            await association.DisposeAsync();
        }

        await system.Terminate();
    }

    private static async Task<Func<long, ValueTask<DimseRequest>>> FindWorkAsync(string? folder)
    {
        if (folder is null)
        {
            var echo = new CEchoRequest();
            return _ => new(echo);
        }

        var source = await InstanceSource.OpenAsync(folder, holds: true);
        return async number => new CStoreRequest(await source.NextAsync(number));
    }

    private static async Task<Measurement> SendAsync(
        IReadOnlyList<RequestingAssociation> workers, Func<long, ValueTask<DimseRequest>> next, long count, bool tellsAllocation)
    {
        var left = count;
        var allocated = GC.GetTotalAllocatedBytes(tellsAllocation);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(workers.Select(association => Task.Run(() => WorkAsync(association))));
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new Measurement(count, elapsed)
        {
            Readings = tellsAllocation ? [new Reading(ProcessMemory.Allocated, GC.GetTotalAllocatedBytes(precise: true) - allocated, "B")] : [],
        };

        async Task WorkAsync(RequestingAssociation association)
        {
            while (Interlocked.Decrement(ref left) is >= 0 and var number)
            {
                await association.RequestAsync(await next(number));
            }
        }
    }
}
