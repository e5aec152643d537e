using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Comparison.Measuring;
using DicomActors;
using DicomActors.Connections;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;
using DicomActors.Requests;

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
        var connections = await Task.WhenAll(Enumerable.Range(0, (int)arguments.Number("associations", 1)).Select(_ => AssociateAsync(system, port, window)));
        var ahead = (int)arguments.Number("ahead", window + 3);
        if (arguments.Find("count") is not null)
        {
            await SendAsync(connections, source, arguments.Number("count"), ahead);
        }
        else
        {
            await PeerConsole.ServeAsync(0, operations => SendAsync(connections, source, operations, ahead));
        }

        await Task.WhenAll(connections.Select(connection => connection.Ask<AssociationReleased>(ReleaseAssociation.Instance)));
        await system.Terminate();
    }

    private static async Task<IActorRef> AssociateAsync(ActorSystem system, int port, ushort window)
    {
        var opened = await Dicom.Get(system).ConnectionFactory.Ask<ConnectionOpened>(
            new OpenConnection(AdvancedDicomClientConnectionRequest.To("127.0.0.1", port)));
        var request = new AssociationRequest("BENCH", "ANY-SCP").WithContext(InstanceFiles.SopClass, InstanceFiles.TransferSyntax);
        if (window > 1)
        {
            request = request with { AsynchronousOperationsWindow = new AsynchronousOperationsWindow(window, 1) };
        }

        var association = (await opened.Connection.Ask<AssociationOpened>(new OpenAssociation(request))).Association;
        return window == 1 || association.MaximumOperationsInvoked == window
            ? opened.Connection
            : throw new BenchException(string.Create(
                CultureInfo.InvariantCulture, $"The peer grants {association.MaximumOperationsInvoked} operations at once instead of {window}."));
    }

    private static async Task<Measurement> SendAsync(IActorRef[] connections, InstanceSource source, long count, int ahead)
    {
        var left = count;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(connections.SelectMany(connection => Enumerable.Range(0, ahead).Select(_ => WorkAsync(connection))));
        return new Measurement(count, Stopwatch.GetElapsedTime(start));

        async Task WorkAsync(IActorRef connection)
        {
            while (Interlocked.Decrement(ref left) is >= 0 and var number)
            {
                var content = await source.NextAsync(number);
                var result = await connection.Ask<CStoreResult>(new Converse(new CStoreRequest(content)));
                if (result.Status != DimseStatus.Success)
                {
                    throw new BenchException($"A store ended with {result.Status}.");
                }
            }
        }
    }
}
