using System.Diagnostics;
using Comparison.Measuring;
using DicomActors.Connections;
using DicomActors.Protocol.Dimse;

namespace Comparison.Peers;

/// <summary>
/// Sends instances on an association through a <see cref="ConnectionActor"/>, as a user would: a few requests are asked for at once, each
/// file is opened for its request. With <c>count</c> it sends so many and ends, without it as many as it is told, again and again.
/// </summary>
/// <remarks>port, folder; memory=1: the files are read once, before the first is sent; window: asynchronous operations (1); ahead: requests asked for at
/// once (window + 3); associations: how many to share the work (1).</remarks>
internal static class StoreScu
{
    public const string Verb = "store-scu";

    public static async Task RunAsync(PeerArguments arguments)
    {
        var source = await InstanceSource.OpenAsync(arguments.Text("folder"), arguments.Number("memory", 0) == 1);
        using var system = PeerSystem.Start();
        var window = (ushort)arguments.Number("window", 1);
        var port = (int)arguments.Number("port");
        var associations = await Task.WhenAll(
            Enumerable.Range(0, (int)arguments.Number("associations", 1)).Select(_ => ActorAssociation.OpenAsync(system, port, window)));
        var ahead = (int)arguments.Number("ahead", window + 3);
        await PeerConsole.RunAsync(arguments, operations => SendAsync(associations, source, operations, ahead));
        await Task.WhenAll(associations.Select(association => association.DisposeAsync().AsTask()));
        await system.Terminate();
    }

    private static async Task<Measurement> SendAsync(ActorAssociation[] associations, InstanceSource source, long count, int ahead)
    {
        var left = count;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(associations.SelectMany(association => Enumerable.Range(0, ahead).Select(_ => WorkAsync(association))));
        return new Measurement(count, Stopwatch.GetElapsedTime(start));

        async Task WorkAsync(ActorAssociation association)
        {
            while (Interlocked.Decrement(ref left) is >= 0 and var number)
            {
                await association.RequestAsync(new CStoreRequest(await source.NextAsync(number)));
            }
        }
    }
}
