using System.Globalization;
using Akka.Configuration;
using DicomActors.Archive;
using DicomActors.Archive.Configuration;
using DicomActors.Clients;
using DicomActors.Configuration;
using DicomActors.Listeners;
using DicomActors.Node.Logging;

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

    /// <summary>Reads everything, files of certificates included.</summary>
    /// <param name="given">What the user says.</param>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range, or there is no setting of that name.</exception>
    public static NodeConfiguration Read(Config given)
    {
        var all = Reference.Complete(given);
        var dicom = DicomSettings.From(all, Reference);
        return new NodeConfiguration
        {
            Config = all.WithFallback(ActorSystem(dicom.DrainGracePeriod)),
            Node = NodeSettings.From(all),
            Dicom = dicom,
            Archive = ArchiveSettings.From(all),
            Listeners = ListenerSettings.AllFrom(all, Reference, logger: null),
            Peers = DicomPeer.AllFrom(all, Reference, logger: null),
        };
    }

    /// <summary>
    /// What a node changes of Akka's own settings, unless the user says otherwise. A phase of the shutdown is cut off after 5 s, unless it
    /// gets time enough for what is promised.
    /// </summary>
    private static Config ActorSystem(TimeSpan grace) => ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
        akka {
          loglevel = INFO
          stdout-loglevel = OFF
          loggers = ["{{typeof(SerilogLogger).AssemblyQualifiedName}}"]
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
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
