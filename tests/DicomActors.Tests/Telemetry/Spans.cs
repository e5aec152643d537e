using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.Actor;

namespace DicomActors.Tests.Telemetry;

/// <summary>Collects the spans of one actor system, as they end.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _ended = new();

    public Spans(ActorSystem system)
    {
        var source = DicomActors.Dicom.Get(system).Telemetry.Source;
        _listener = new ActivityListener
        {
            ShouldListenTo = one => ReferenceEquals(one, source),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<Activity> Ended => _ended;

    /// <summary>The one span with this name and kind.</summary>
    public Activity Single(string name, ActivityKind kind) => Assert.Single(_ended, one => one.OperationName == name && one.Kind == kind);

    public void Dispose() => _listener.Dispose();
}
