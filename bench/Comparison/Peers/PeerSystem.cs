using Akka.Actor;
using Akka.Configuration;

namespace Comparison.Peers;

/// <summary>The actor system of a child.</summary>
internal static class PeerSystem
{
    /// <summary>Starts it, as an application would, with warnings only.</summary>
    public static ActorSystem Start() => ActorSystem.Create("bench", ConfigurationFactory.ParseString("""
        akka.loglevel = WARNING
        akka.stdout-loglevel = WARNING
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        """));
}
