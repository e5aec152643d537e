using System.Net;
using Akka.Actor;
using DicomActors.Listeners;

namespace DicomActors.Samples.Tests;

/// <summary>How docs/handlers.md starts its sample, as it stands there.</summary>
internal static class PageSnippets
{
    public static void Start(ActorSystem system, IActorRef owner)
    {
        system.ActorOf(Props.Create(() => new ReportInbox("/var/reports", owner)));
        system.ActorOf(ListenerActor.Props()).Tell(new BindListener(new ListenerSettings(new IPEndPoint(IPAddress.Any, 11112))));
    }
}
