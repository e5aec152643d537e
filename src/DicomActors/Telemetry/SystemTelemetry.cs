using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Akka.Actor;
using DicomActors.Listeners;
using DicomActors.Protocol.Diagnostics;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Telemetry;

/// <summary>
/// Meter and activity source of one actor system. What counts events is recorded where they happen; what tells a state is read when
/// somebody collects.
/// </summary>
internal sealed class SystemTelemetry : IDisposable
{
    private static readonly double[] s_requestSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
    private static readonly double[] s_associationSeconds = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800, 3600, 14400];

    private readonly Meter _meter;
    private readonly ConcurrentDictionary<string, PeerGauge> _peers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AdmissionLedger> _listeners = new(StringComparer.Ordinal);
    private int _requestors;
    private int _acceptors;

    public SystemTelemetry(ActorSystem system, TrafficTotals traffic)
    {
        var version = typeof(SystemTelemetry).Assembly.GetName().Version?.ToString(3);
        KeyValuePair<string, object?>[] tags = [new(DicomTelemetry.SystemTag, system.Name)];
        _meter = new Meter(new MeterOptions(DicomTelemetry.MeterName) { Version = version, Tags = tags, Scope = system });
        Source = new ActivitySource(DicomTelemetry.ActivitySourceName, version, tags);
        Associations = Counter(Instruments.Associations);
        AssociationDuration = Histogram(Instruments.AssociationDuration, s_associationSeconds);
        Requests = Counter(Instruments.Requests);
        RequestDuration = Histogram(Instruments.RequestDuration, s_requestSeconds);
        RequestsReceived = Counter(Instruments.RequestsReceived);
        RequestsAnswered = Counter(Instruments.RequestsAnswered);
        AnswerDuration = Histogram(Instruments.AnswerDuration, s_requestSeconds);
        Observed.CreateAll(_meter, this, traffic);
    }

    public ActivitySource Source { get; }

    public Counter<long> Associations { get; }

    public Histogram<double> AssociationDuration { get; }

    public Counter<long> Requests { get; }

    public Histogram<double> RequestDuration { get; }

    public Counter<long> RequestsReceived { get; }

    public Counter<long> RequestsAnswered { get; }

    public Histogram<double> AnswerDuration { get; }

    public IEnumerable<PeerGauge> Peers => _peers.Values;

    public IEnumerable<KeyValuePair<string, AdmissionLedger>> Listeners => _listeners;

    public int Active(AssociationRole role) => Volatile.Read(ref role == AssociationRole.Requestor ? ref _requestors : ref _acceptors);

    public void AddActive(AssociationRole role, int change) =>
        Interlocked.Add(ref role == AssociationRole.Requestor ? ref _requestors : ref _acceptors, change);

    /// <summary>A client begins: a later one of the same peer takes its place here.</summary>
    public PeerGauge Add(string peer) => _peers[peer] = new PeerGauge(peer);

    public void Remove(PeerGauge peer) => _peers.TryRemove(new(peer.Peer, peer));

    public void Add(string listener, AdmissionLedger ledger) => _listeners[listener] = ledger;

    public void Remove(string listener) => _listeners.TryRemove(listener, out _);

    public void Dispose()
    {
        _meter.Dispose();
        Source.Dispose();
    }

    private Counter<long> Counter(InstrumentDefinition definition) =>
        _meter.CreateCounter<long>(definition.Name, definition.Unit, definition.Description);

    private Histogram<double> Histogram(InstrumentDefinition definition, double[] boundaries) => _meter.CreateHistogram(
        definition.Name, definition.Unit, definition.Description, tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });
}
