using System.CommandLine;
using Akka.Actor;
using Akka.Configuration;
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

    /// <summary>Starts it, with the options every verb has: how to log, <c>--dump</c>, <c>--capture</c>.</summary>
    /// <exception cref="VerbException">The capture or the log file cannot be written.</exception>
    public static NodeSystem Start(ParseResult arguments)
    {
        var recording = TrafficRecording.Start(arguments);
        var log = LogArguments.Read(arguments);
        NodeLog.Start(log);
        var config = ConfigurationFactory.ParseString($$"""
            {{NodeLog.ActorSettings(log)}}

            # Ctrl-C is this program's own: Akka would end the system on its own account while the verb is still at work.
            akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
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
