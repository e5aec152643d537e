using Akka.TestKit.Internal;

namespace Akka.TestKit.TestEvent;

public sealed class Unmute
{
    public Unmute(params EventFilterBase[] filters) => Filters = filters;

    public IReadOnlyCollection<EventFilterBase> Filters { get; }
}
