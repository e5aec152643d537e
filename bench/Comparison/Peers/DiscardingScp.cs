using System.Net;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Listeners;
using DicomActors.Protocol.Dimse;

namespace Comparison.Peers;

/// <summary>A listener that answers Success to every C-STORE and keeps nothing, and to every C-ECHO.</summary>
/// <remarks>window: asynchronous operations (1).</remarks>
internal static class DiscardingScp
{
    public const string Verb = "discarding-scp";

    public static async Task RunAsync(PeerArguments arguments)
    {
        using var system = PeerSystem.Start();
        await CrowdLimits.LiftAsync(system);
        var handlers = new HandlerRegistry();
        handlers.Register(DimseCommand.CStoreRequest, new DiscardingHandler());
        var listener = system.ActorOf(ListenerActor.Props());
        var bound = await listener.Ask<ListenerBound>(new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Loopback, 0))
        {
            Acceptor = new AcceptorSettings { Handlers = handlers, Policy = ScpPolicy.Create((ushort)arguments.Number("window", 1)) },
            Admission = new AdmissionPolicy { MaximumConnections = CrowdLimits.Connections },
        }));
        await PeerConsole.ServeAsync(bound.EndPoint.Port);
        await system.Terminate();
    }
}
