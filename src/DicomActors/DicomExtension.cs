using Akka.Actor;
using Akka.Event;
using DicomActors.Configuration;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Protocol.Dimse;
using Microsoft.Extensions.Logging;

namespace DicomActors;

/// <summary>DICOM for one actor system: its settings, its connections, its handlers. Get it with <see cref="Dicom.Get"/>.</summary>
public sealed class DicomExtension : IExtension
{
    internal DicomExtension(ExtendedActorSystem system)
    {
        system.Settings.InjectTopLevelFallback(DicomSettings.DefaultConfig);
        Settings = DicomSettings.From(system.Settings.Config);
        EngineLogger = new EngineLogger(Logging.GetLogger(system, "DicomService"));
        Handlers.Register(DimseCommand.CEchoRequest, new EchoHandler());
        ConnectionFactory = system.SystemActorOf(Connections.ConnectionFactory.Props(Settings), "dicom-connections");
        DrainOnShutdown(system);
    }

    /// <summary>The settings of <c>dicom-actors</c>.</summary>
    public DicomSettings Settings { get; }

    /// <summary>Makes and supervises the connections; takes the <see cref="IConnectionFactoryCommand"/>s.</summary>
    public IActorRef ConnectionFactory { get; }

    /// <summary>Who handles what peers ask of us. C-ECHO is there from the start.</summary>
    public HandlerRegistry Handlers { get; } = new();

    /// <summary>Where the protocol engine logs: into the actor system's own log.</summary>
    internal ILogger EngineLogger { get; }

    private void DrainOnShutdown(ActorSystem system) => CoordinatedShutdown.Get(system).AddTask(
        CoordinatedShutdown.PhaseServiceRequestsDone,
        "drain-dicom-connections",
        async () =>
        {
            // No own timeout: the phase has one. A factory that is gone has nothing left to drain.
            using var over = new CancellationTokenSource();
            var drained = ConnectionFactory.Ask<Drained>(new Drain(Settings.DrainGracePeriod), Timeout.InfiniteTimeSpan, over.Token);
            await Task.WhenAny(drained, ConnectionFactory.WatchAsync(over.Token)).ConfigureAwait(false);
            await over.CancelAsync().ConfigureAwait(false);
            return Akka.Done.Instance;
        });
}
