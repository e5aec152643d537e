using System.Diagnostics;

namespace DicomActors.Telemetry;

/// <summary>
/// Spans begin and end on threads of actors and of the engine, where none of them is ever to be the current one: what runs there next
/// has nothing to do with it.
/// </summary>
internal static class Span
{
    /// <summary>Null if nobody wants it.</summary>
    public static Activity? Start(
        ActivitySource source, string name, ActivityKind kind, ActivityContext parent, DateTimeOffset start, ActivityLink[]? links = null)
    {
        // Without a parent the current activity would become it.
        var current = Activity.Current;
        Activity.Current = null;
        var span = source.StartActivity(name, kind, parent, tags: null, links, start);
        Activity.Current = current;
        return span;
    }

    public static void End(Activity span, DateTimeOffset end)
    {
        var current = Activity.Current;
        span.SetEndTime(end.UtcDateTime);
        span.Stop();
        Activity.Current = ReferenceEquals(current, span) ? null : current;
    }

    public static Activity SetError(this Activity span, string type) =>
        span.SetTag(Attributes.ErrorType, type).SetStatus(ActivityStatusCode.Error, type);
}
