using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Akka.Actor;
using DicomActors.Telemetry;

namespace DicomActors.Tests.Telemetry;

/// <summary>Collects what the meter of one actor system measures.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measurement> _recorded = new();
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new();

    public Measurements(ActorSystem system)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == DicomTelemetry.MeterName && ReferenceEquals(instrument.Meter.Scope, system))
            {
                _instruments[instrument.Name] = instrument;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyDictionary<string, Instrument> Instruments => _instruments;

    public IReadOnlyCollection<Measurement> All => _recorded;

    /// <summary>What was recorded by one instrument, as text: tags in order of their names, and the value where it is asked for.</summary>
    public IEnumerable<Measurement> Of(string instrument) => _recorded.Where(one => one.Instrument == instrument);

    /// <summary>What one instrument that is read says now.</summary>
    public IReadOnlyDictionary<string, double> Read(string instrument)
    {
        var before = _recorded.Count;
        _listener.RecordObservableInstruments();
        return _recorded.Skip(before).Where(one => one.Instrument == instrument)
            .GroupBy(one => one.Tags).ToDictionary(group => group.Key, group => group.Last().Value);
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _recorded.Enqueue(new Measurement(
        instrument.Name, value, string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))));

    internal sealed record Measurement(string Instrument, double Value, string Tags);
}
