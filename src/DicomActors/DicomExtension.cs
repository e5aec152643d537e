using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Configuration;
using DicomActors.Connections;
using DicomActors.Handlers;
using DicomActors.Protocol;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.Dimse;
using DicomActors.Telemetry;
using Microsoft.Extensions.Logging;

namespace DicomActors;

/// <summary>DICOM for one actor system: its settings, its connections, its handlers. Get it with <see cref="Dicom.Get"/>.</summary>
public sealed class DicomExtension : IExtension
{
    /// <summary>What entries of the engine come from.</summary>
    internal const string EngineLogSource = "DicomService";

    private bool _isDraining;
    private CountingOptions? _counting;

    internal DicomExtension(ExtendedActorSystem system)
    {
        Reference = system.Settings.Setup.Get<DicomSetup>() is { HasValue: true } setup ? setup.Value.Reference : SettingsReference.Core;
        system.Settings.InjectTopLevelFallback(Reference.Defaults);
        Settings = DicomSettings.From(system.Settings.Config, Reference);
        EngineLogger = new EngineLogger(system, EngineLogSource);
        Handlers.Register(DimseCommand.CEchoRequest, new EchoHandler());
        Telemetry = new SystemTelemetry(system, Traffic);
        system.RegisterOnTermination(Telemetry.Dispose);
        ConnectionFactory = system.SystemActorOf(Connections.ConnectionFactory.Props(Settings), "dicom-connections");
        Peers = system.SystemActorOf(PeerRegistry.Props(DicomPeer.AllFrom(system.Settings.Config, Reference, EngineLogger)), "dicom-peers");
        FinishPeersOnShutdown(system);
        DrainOnShutdown(system);
    }

    /// <summary>All settings there may be below <c>dicom-actors</c>: those of this library, or what <see cref="DicomSetup"/> brought.</summary>
    public SettingsReference Reference { get; }

    /// <summary>The settings of <c>dicom-actors</c>.</summary>
    public DicomSettings Settings { get; }

    /// <summary>Makes and supervises the connections; takes the <see cref="IConnectionFactoryCommand"/>s.</summary>
    public IActorRef ConnectionFactory { get; }

    /// <summary>The peers and their clients; takes the <see cref="IPeerRegistryCommand"/>s.</summary>
    public IActorRef Peers { get; }

    /// <summary>Who handles what peers ask of us. C-ECHO is there from the start.</summary>
    public HandlerRegistry Handlers { get; } = new();

    /// <summary>
    /// Whether connections or peers are being drained, by <see cref="Drain"/>, <see cref="DrainPeers"/> or the shutdown of the system: nothing new is
    /// taken any more.
    /// </summary>
    public bool IsDraining => Volatile.Read(ref _isDraining);

    /// <summary>Bytes over all connections of this system, counted as they happen.</summary>
    public TrafficTotals Traffic { get; } = new();

    /// <summary>
    /// Where the protocol engine logs: into the actor system's own log. For what an application makes itself, as a TLS certificate
    /// source, to log in the same place.
    /// </summary>
    public ILogger EngineLogger { get; }

    internal SystemTelemetry Telemetry { get; }

    /// <summary>The same options, with the totals of this system; connections that are given the same ones share one copy.</summary>
    internal DicomServiceOptions Counting(DicomServiceOptions options)
    {
        if (Volatile.Read(ref _counting) is not { } last || !ReferenceEquals(last.Given, options))
        {
            Volatile.Write(ref _counting, last = new CountingOptions(options, options with { Traffic = Traffic }));
        }

        return last.Counting;
    }

    /// <summary>Whoever drains says so, and it stays so.</summary>
    internal void BeginDraining() => Volatile.Write(ref _isDraining, true);

    /// <summary>A phase before the connections are drained: what is queued still needs new ones.</summary>
    private void FinishPeersOnShutdown(ActorSystem system) => CoordinatedShutdown.Get(system).AddTask(
        CoordinatedShutdown.PhaseServiceUnbind,
        "finish-dicom-peers",
        () => FinishAsync<PeersDrained>(Peers, new DrainPeers(Settings.DrainGracePeriod)));

    private void DrainOnShutdown(ActorSystem system) => CoordinatedShutdown.Get(system).AddTask(
        CoordinatedShutdown.PhaseServiceRequestsDone,
        "drain-dicom-connections",
        () => FinishAsync<Drained>(ConnectionFactory, new Drain(Settings.DrainGracePeriod)));

    /// <summary>Without a timeout of its own: the phase has one. An actor that is gone has nothing left to finish.</summary>
    private static async Task<Akka.Done> FinishAsync<TAnswer>(IActorRef actor, object command)
    {
        using var over = new CancellationTokenSource();
        var answer = actor.Ask<TAnswer>(command, Timeout.InfiniteTimeSpan, over.Token);
        await Task.WhenAny(answer, actor.WatchAsync(over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return Akka.Done.Instance;
    }

    private sealed record CountingOptions(DicomServiceOptions Given, DicomServiceOptions Counting);
}
