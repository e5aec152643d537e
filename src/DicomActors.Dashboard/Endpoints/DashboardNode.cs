using System.Reflection;
using Akka.Actor;
using DicomActors.Dashboard.Recording;

namespace DicomActors.Dashboard.Endpoints;

/// <summary>What the end points talk to: the actors of one system, and how the node is called.</summary>
internal sealed class DashboardNode
{
    public DashboardNode(ActorSystem system, DashboardOptions options)
    {
        Options = options;
        Dicom = DicomActors.Dicom.Get(system);
        Dashboard = Start(system, new NodeRecord(Dicom.Settings.Service.TimeProvider.GetUtcNow()));
    }

    public DashboardOptions Options { get; }

    public DicomExtension Dicom { get; }

    public IActorRef Dashboard { get; }

    /// <summary>The version of DicomActors, without the commit.</summary>
    public static string Version { get; } = VersionOf(typeof(DicomExtension).Assembly);

    /// <summary>The actor runtime, as a person calls it.</summary>
    public static string Runtime { get; } = RuntimeOf(typeof(ActorSystem).Assembly);

    /// <summary>Starts the actor. Subscribed from here, it hears everything that happens from the moment this returns.</summary>
    private static IActorRef Start(ActorSystem system, NodeRecord record)
    {
        var actor = system.ActorOf(Props.Create(() => new DashboardActor(record)), "dicom-dashboard");
        foreach (var type in DashboardActor.Heard)
        {
            system.EventStream.Subscribe(actor, type);
        }

        return actor;
    }

    private static string RuntimeOf(Assembly actors) =>
        actors.GetCustomAttribute<AssemblyProductAttribute>()?.Product == "DicomActors" ? "embedded" : $"Akka.NET {VersionOf(actors)}";

    private static string VersionOf(Assembly assembly) =>
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? $"{assembly.GetName().Version}").Split('+')[0];
}
