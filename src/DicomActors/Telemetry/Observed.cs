using System.Diagnostics.Metrics;
using DicomActors.Clients;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Telemetry;

/// <summary>The instruments that are read when somebody collects.</summary>
internal static class Observed
{
    public static void CreateAll(Meter meter, SystemTelemetry telemetry, TrafficTotals traffic)
    {
        State(meter, Instruments.ActiveConnections, () => Enum.GetValues<AssociationRole>().Select(role =>
            new Measurement<int>(telemetry.Active(role), Tag(Attributes.Role, TagValues.Of(role)))));
        Count(meter, Instruments.NetworkIo, () =>
        [
            new Measurement<long>(traffic.BytesSent, Tag(Attributes.Direction, "transmit")),
            new Measurement<long>(traffic.BytesReceived, Tag(Attributes.Direction, "receive")),
        ]);
        State(meter, Instruments.PeerQueue, () => telemetry.Peers.Select(peer => Of(peer, peer.Queued)));
        State(meter, Instruments.PeerInFlight, () => telemetry.Peers.Select(peer => Of(peer, peer.InFlight)));
        State(meter, Instruments.PeerAssociations, () => telemetry.Peers.SelectMany(static peer => Associations(peer)));
        State(meter, Instruments.PeerCircuit, () => telemetry.Peers.SelectMany(static peer => Circuit(peer)));
        Count(meter, Instruments.PeerRetries, () => telemetry.Peers.Select(static peer =>
            new Measurement<long>(peer.Retried, Tag(Attributes.Peer, peer.Peer))));
        CreateListeners(meter, telemetry);
    }

    private static void CreateListeners(Meter meter, SystemTelemetry telemetry)
    {
        State(meter, Instruments.ListenerConnections, () => telemetry.Listeners.Select(static listener =>
            new Measurement<int>(listener.Value.Counters.Connections, Tag(Attributes.Listener, listener.Key))));
        Count(meter, Instruments.ListenerAccepted, () => telemetry.Listeners.Select(static listener =>
            new Measurement<long>(listener.Value.Counters.Accepted, Tag(Attributes.Listener, listener.Key))));
        Count(meter, Instruments.ListenerRejected, () => telemetry.Listeners.SelectMany(static listener =>
        {
            var counters = listener.Value.Counters;
            return new[]
            {
                Rejected(listener.Key, counters.OverConnections, "connections"),
                Rejected(listener.Key, counters.OverPerAddress, "connections_per_address"),
                Rejected(listener.Key, counters.OverUnassociated, "unassociated"),
                Rejected(listener.Key, counters.OverPerCallingAETitle, "associations_per_calling_ae_title"),
                Rejected(listener.Key, counters.DeniedNetworks, "network"),
                Rejected(listener.Key, counters.Refused, "refused"),
            };
        }));
    }

    private static Measurement<long> Rejected(string listener, long count, string reason) =>
        new(count, Tag(Attributes.Listener, listener), Tag(Attributes.Reason, reason));

    private static IEnumerable<Measurement<int>> Associations(PeerGauge peer) =>
    [
        Of(peer, peer.Opening, Attributes.AssociationState, "opening"),
        Of(peer, peer.Open, Attributes.AssociationState, "open"),
        Of(peer, peer.Closing, Attributes.AssociationState, "closing"),
    ];

    private static IEnumerable<Measurement<int>> Circuit(PeerGauge peer)
    {
        var now = peer.Circuit;
        return Enum.GetValues<CircuitState>().Select(state => Of(peer, state == now ? 1 : 0, Attributes.CircuitState, TagValues.Of(state)));
    }

    private static Measurement<int> Of(PeerGauge peer, int value) => new(value, Tag(Attributes.Peer, peer.Peer));

    private static Measurement<int> Of(PeerGauge peer, int value, string attribute, string state) =>
        new(value, Tag(Attributes.Peer, peer.Peer), Tag(attribute, state));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static void State(Meter meter, InstrumentDefinition definition, Func<IEnumerable<Measurement<int>>> read) =>
        meter.CreateObservableUpDownCounter(definition.Name, read, definition.Unit, definition.Description);

    private static void Count(Meter meter, InstrumentDefinition definition, Func<IEnumerable<Measurement<long>>> read) =>
        meter.CreateObservableCounter(definition.Name, read, definition.Unit, definition.Description);
}
