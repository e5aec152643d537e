using Akka.TestKit.Internal;

namespace Akka.TestKit.TestEvent;

/// <summary>Published to make the test's logger use filters.</summary>
public sealed class Mute
{
    public Mute(params EventFilterBase[] filters) => Filters = filters;

    public IReadOnlyCollection<EventFilterBase> Filters { get; }
}
