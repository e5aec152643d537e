using Akka.Actor;
using DicomActors;
using DicomActors.Connections;

namespace Comparison.Peers;

/// <summary>Limits of a system that is to hold many connections.</summary>
internal static class CrowdLimits
{
    /// <summary>Connections of one process: those that are measured, and some on top.</summary>
    public const int Connections = 15_000;

    /// <summary>Lifts the limits of the connection factory.</summary>
    public static Task LiftAsync(ActorSystem system) => Dicom.Get(system).ConnectionFactory.Ask<ConnectionsLimited>(
        new LimitConnections { Maximum = Connections, MaximumPendingOpens = Connections });
}
