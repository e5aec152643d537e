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
/// Sends instances on one association through a <see cref="ConnectionActor"/>, as a user would: a few requests are asked for at once, each
/// file is opened for its request. With <c>count</c> it sends so many and ends, without it as many as it is told, again and again.
/// </summary>
/// <remarks>port, folder; memory=1: the files are read once, before the first is sent; window: asynchronous operations (1); ahead: requests asked for at once (window + 3).</remarks>
internal static class StoreScu
{
    public const string Verb = "store-scu";

    public static async Task RunAsync(PeerArguments arguments)
    {
        var source = await InstanceSource.OpenAsync(arguments.Text("folder"), arguments.Number("memory", 0) == 1);
        using var system = PeerSystem.Start();
        var window = (ushort)arguments.Number("window", 1);
        var connection = await AssociateAsync(system, (int)arguments.Number("port"), window);
        var ahead = (int)arguments.Number("ahead", window + 3);
        if (arguments.Find("count") is not null)
        {
            await SendAsync(connection, source, arguments.Number("count"), ahead);
        }
        else
        {
            await PeerConsole.ServeAsync(0, operations => SendAsync(connection, source, operations, ahead));
        }

        await connection.Ask<AssociationReleased>(ReleaseAssociation.Instance);
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

    private static async Task<Measurement> SendAsync(IActorRef connection, InstanceSource source, long count, int ahead)
    {
        var left = count;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, (int)Math.Min(ahead, count)).Select(_ => WorkAsync()));
        return new Measurement(count, Stopwatch.GetElapsedTime(start));

        async Task WorkAsync()
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
