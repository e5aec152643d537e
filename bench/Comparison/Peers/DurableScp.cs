using System.Net;
using Akka.Actor;
using Akka.Event;
using DicomActors.Archive.Storage;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Listeners;
using DicomActors.Protocol.Dimse;

namespace Comparison.Peers;

/// <summary>What <c>./dicomactors listen</c> does: every instance is a file on the disk, flushed, before Success is answered.</summary>
/// <remarks>folder; window: asynchronous operations (1).</remarks>
internal static class DurableScp
{
    public const string Verb = "durable-scp";

    public static async Task RunAsync(PeerArguments arguments)
    {
        using var system = PeerSystem.Start();
        await using var storage = new ArchiveStoreHandler(
            new ArchiveStorageOptions(arguments.Text("folder")) { Layout = StorageLayout.Flat }, Logging.GetLogger(system, "archive"));
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CStoreRequest, storage, new HandlerOptions { MaximumConcurrent = 100 });
        var listener = system.ActorOf(ListenerActor.Props());
        var bound = await listener.Ask<ListenerBound>(new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))
        {
            Acceptor = new AcceptorSettings { Handlers = handlers, Policy = ScpPolicy.Create((ushort)arguments.Number("window", 1)) },
        }));
        await PeerConsole.ServeAsync(bound.EndPoint.Port);
        await system.Terminate();
    }
}
