using Akka.Configuration;
using DicomActors.Configuration;
using DicomActors.Protocol;
using DicomActors.Protocol.Pdus;
using DicomActors.Protocol.Transport;
using Microsoft.Extensions.Logging;

namespace DicomActors.Clients;

/// <summary>Reads peers from <c>dicom-actors.peers</c>, each with the keys of <c>dicom-actors.peer</c>.</summary>
internal static class PeerSettings
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>All peers.</summary>
    /// <param name="all">The whole configuration, defaults included.</param>
    /// <param name="logger">Told when certificates are read again.</param>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range.</exception>
    public static IReadOnlyList<DicomPeer> ReadAll(Config all, ILogger? logger)
    {
        var defaults = all.GetConfig($"{DicomSettings.Root}.peer");
        var peers = new List<DicomPeer>();
        foreach (var (name, _) in all.GetConfig($"{DicomSettings.Root}.peers").AsEnumerable())
        {
            // Quoted: a name may contain dots.
            var peer = all.GetConfig($"{DicomSettings.Root}.peers.\"{name}\"").WithFallback(defaults);
            var path = $"{DicomSettings.Root}.peers.{name}";
            var connector = PeerConnectorSettings.Read(peer, path, logger);
            peers.Add(From(name, connector, new SettingReader(peer, path)) with { ServiceOptions = ServiceOptions(all, peer, path) });
        }

        return peers;
    }

    private static DicomPeer From(string name, TransportConnector connector, SettingReader reader)
    {
        var callingAETitle = reader.Read("calling-ae-title", () => AETitle.Require(reader.Text("calling-ae-title"), "calling-ae-title"));
        var calledAETitle = reader.Read("called-ae-title", () => AETitle.Require(reader.Text("called-ae-title"), "called-ae-title"));
        return new DicomPeer(name, connector, callingAETitle, calledAETitle)
        {
            MaximumAssociations = reader.WholeNumber("maximum-associations", 1, 1000),
            QueuedPerAssociation = reader.WholeNumber("queued-per-association", 1, 1_000_000),
            MaximumRequestsPerAssociation = reader.WholeNumber("maximum-requests-per-association", 1, int.MaxValue),
            AsynchronousOperations = reader.WholeNumber("asynchronous-operations", 0, ushort.MaxValue),
            ReencodesUncompressed = reader.Switch("reencode-uncompressed"),
            Linger = reader.Duration("linger", TimeSpan.Zero, Longest),
            AssociationLifetime = reader.Duration("association-lifetime", TimeSpan.FromMilliseconds(1), Longest, canBeInfinite: true),
            MaximumQueue = reader.WholeNumber("maximum-queue", 1, 10_000_000),
            RequestsPerSecond = reader.Number("requests-per-second", 0.001, double.PositiveInfinity),
            StarvationLimit = reader.WholeNumber("starvation-limit", 1, 1_000_000),
            RequestDeadline = reader.Duration("request-deadline", TimeSpan.FromMilliseconds(1), Longest, canBeInfinite: true),
            MaximumAttempts = reader.WholeNumber("maximum-attempts", 1, 1000),
            MaximumAssociationFailures = reader.WholeNumber("maximum-association-failures", 1, int.MaxValue),
            Backoff = new Backoff(
                reader.Duration("backoff.first", TimeSpan.FromMilliseconds(1), Longest),
                reader.Duration("backoff.last", TimeSpan.FromMilliseconds(1), Longest),
                reader.Number("backoff.jitter", 0, 1)),
            CircuitThreshold = reader.WholeNumber("circuit.threshold", 1, 1_000_000),
            CircuitOpenFor = reader.Duration("circuit.open-for", TimeSpan.Zero, Longest),
            RefusesWhileOpen = reader.Switch("circuit.refuse-while-open"),
        };
    }

    private static DicomServiceOptions? ServiceOptions(Config all, Config peer, string path) => peer.HasPath("connection")
        ? DicomSettings.ReadService(new SettingReader(
            peer.GetConfig("connection").WithFallback(all.GetConfig($"{DicomSettings.Root}.connection")), $"{path}.connection"))
        : null;
}
