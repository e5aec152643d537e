using System.Globalization;
using Akka.Configuration;
using DicomActors.Archive;
using DicomActors.Archive.Configuration;
using DicomActors.Clients;
using DicomActors.Configuration;
using DicomActors.Listeners;
using DicomActors.Node.Logging;
using DicomActors.Protocol.Diagnostics;
using Microsoft.Extensions.Logging;

namespace DicomActors.Node.Serving;

/// <summary>What a node is started or reloaded with: every setting read and found good.</summary>
internal sealed record NodeConfiguration
{
    /// <summary>All settings a node has.</summary>
    public static SettingsReference Reference { get; } =
        SettingsReference.Core.With(ArchiveSettings.DefaultConfig).With(NodeSettings.DefaultConfig);

    /// <summary>The whole configuration, defaults included.</summary>
    public required Config Config { get; init; }

    /// <summary>The node's own settings.</summary>
    public required NodeSettings Node { get; init; }

    /// <summary>Those of the actors.</summary>
    public required DicomSettings Dicom { get; init; }

    /// <summary>The archive; null: none.</summary>
    public required DicomArchiveOptions? Archive { get; init; }

    /// <summary>The listeners, by name.</summary>
    public required IReadOnlyDictionary<string, ListenerSettings> Listeners { get; init; }

    /// <summary>The peers.</summary>
    public required IReadOnlyList<DicomPeer> Peers { get; init; }

    /// <summary>Longest time the end may take: drain of the peers and of the connections, and the archive.</summary>
    public TimeSpan ShutdownTime => (2 * Dicom.DrainGracePeriod) + TimeSpan.FromSeconds(90);

    /// <summary>Reads how to log, and nothing else.</summary>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range, or there is no setting of that name.</exception>
    public static NodeLogOptions ReadLogging(Config given) =>
        LoggingSettings.Read(SettingReader.Below(Reference.Complete(given), "dicom-actors.node.logging"));

    /// <summary>Reads everything, files of certificates included.</summary>
    /// <param name="given">What the user says.</param>
    /// <param name="logger">Told when certificates are read again; null: nobody is.</param>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range, or there is no setting of that name.</exception>
    public static NodeConfiguration Read(Config given, ILogger? logger)
    {
        var all = Reference.Complete(given);
        RequireOneProcess(all);
        var dicom = DicomSettings.From(all, Reference);
        return new NodeConfiguration
        {
            Config = all.WithFallback(ActorSystem(dicom.DrainGracePeriod)),
            Node = NodeSettings.From(all),
            Dicom = dicom,
            Archive = ArchiveSettings.From(all),
            Listeners = ListenerSettings.AllFrom(all, Reference, logger),
            Peers = DicomPeer.AllFrom(all, Reference, logger),
        };
    }

    /// <summary>With something that sees all traffic of listeners and peers.</summary>
    public NodeConfiguration With(DicomInspector? inspector)
    {
        if (inspector is null)
        {
            return this;
        }

        var usual = Dicom.Service with { Inspector = inspector };
        return this with
        {
            Listeners = Listeners.ToDictionary(
                static entry => entry.Key,
                entry => entry.Value with { Acceptor = entry.Value.Acceptor with { ServiceOptions = usual } }),
            Peers =
            [
                .. Peers.Select(peer => peer with { ServiceOptions = peer.ServiceOptions is { } own ? own with { Inspector = inspector } : usual }),
            ],
        };
    }

    /// <summary>Every setting of a peer, with what it inherits.</summary>
    public SortedDictionary<string, string> SettingsOfPeer(string name)
    {
        var peer = Inheriting("peers", name, "peer");
        var settings = FlatSettings.Of(peer);
        if (peer.HasPath("connection"))
        {
            foreach (var (key, value) in FlatSettings.Of(peer.GetConfig("connection").WithFallback(Config.GetConfig("dicom-actors.connection"))))
            {
                settings[$"connection.{key}"] = value;
            }
        }

        return settings;
    }

    /// <summary>Every setting of a listener, with what it inherits.</summary>
    public SortedDictionary<string, string> SettingsOfListener(string name) => FlatSettings.Of(Inheriting("listeners", name, "listener"));

    // Quoted: a name may contain dots.
    private Config Inheriting(string block, string name, string from) =>
        Config.GetConfig($"dicom-actors.{block}.\"{name}\"").WithFallback(Config.GetConfig($"dicom-actors.{from}"));

    private static void RequireOneProcess(Config all)
    {
        const string Provider = "akka.actor.provider";
        if (all.HasPath(Provider) && all.GetString(Provider) is var provider && provider != "local")
        {
            throw new DicomSettingsException(
                Provider, $"'{provider}' is not for this node, which is one process: take it away. Applications of your own can be in a cluster.");
        }
    }

    /// <summary>
    /// What a node changes of Akka's own settings, unless the user says otherwise. A phase of the shutdown is cut off after 5 s, unless it
    /// gets time enough for what is promised.
    /// </summary>
    private static Config ActorSystem(TimeSpan grace) => ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
        akka {
          coordinated-shutdown {
            # Signals are this program's own.
            run-by-clr-shutdown-hook = off
            phases {
              service-unbind.timeout = {{(int)(grace.TotalSeconds + 5)}}s
              service-requests-done.timeout = {{(int)(grace.TotalSeconds + 5)}}s
              service-stop.timeout = 60s
            }
          }
        }
        """));
}
