using System.CommandLine;
using Akka.Actor;
using Akka.Configuration;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Diagnostics;
using DicomActors.Node.Logging;
using DicomActors.Protocol;

namespace DicomActors.Node.Actors;

/// <summary>The actor system of one call of the program.</summary>
internal sealed class NodeSystem : IAsyncDisposable
{
    private readonly TrafficRecording _recording;

    private NodeSystem(ActorSystem system, TrafficRecording recording)
    {
        System = system;
        _recording = recording;
        Dicom = DicomActors.Dicom.Get(system);
    }

    /// <summary>The actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>Its DICOM extension.</summary>
    public DicomExtension Dicom { get; }

    /// <summary>Starts it, with the options every verb has: <c>--verbose</c>, <c>--dump</c>, <c>--capture</c>.</summary>
    /// <exception cref="VerbException">The capture file cannot be written.</exception>
    public static NodeSystem Start(ParseResult arguments)
    {
        var recording = TrafficRecording.Start(arguments);
        var verbose = arguments.GetValue(NodeCommand.Verbose);
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
        return new NodeSystem(ActorSystem.Create("dicomactors", config), recording);
    }

    /// <summary>The options of a connection, with what records its traffic if the user asked for that.</summary>
    public DicomServiceOptions Recorded(DicomServiceOptions options) => options with { Inspector = _recording.Inspector };

    /// <summary>Ends it; connections that still stand are aborted.</summary>
    public async ValueTask DisposeAsync()
    {
        await System.Terminate();
        _recording.Dispose();
        await NodeLog.FlushAsync();
    }
}
