using Akka.Actor;
using Akka.Configuration;
using DicomActors.Node.Logging;

namespace DicomActors.Node.Actors;

/// <summary>The actor system of one call of the program.</summary>
internal sealed class NodeSystem : IAsyncDisposable
{
    private NodeSystem(ActorSystem system)
    {
        System = system;
        Dicom = DicomActors.Dicom.Get(system);
    }

    /// <summary>The actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>Its DICOM extension.</summary>
    public DicomExtension Dicom { get; }

    /// <summary>Starts it.</summary>
    /// <param name="verbose">Log everything, not only warnings.</param>
    public static NodeSystem Start(bool verbose)
    {
        NodeLog.Start(verbose);
        var config = ConfigurationFactory.ParseString($$"""
            akka {
              loglevel = {{(verbose ? "DEBUG" : "WARNING")}}
              stdout-loglevel = OFF
              loggers = ["{{typeof(SerilogLogger).AssemblyQualifiedName}}"]
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
            }
            """);
        return new NodeSystem(ActorSystem.Create("dicomactors", config));
    }

    /// <summary>Ends it; connections that still stand are aborted.</summary>
    public async ValueTask DisposeAsync()
    {
        await System.Terminate();
        await NodeLog.FlushAsync();
    }
}
