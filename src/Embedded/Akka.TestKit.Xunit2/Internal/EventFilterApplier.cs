using Akka.Actor;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit.Internal;

internal sealed class EventFilterApplier(TestKitBase testKit, ActorSystem system, EventFilterBase[] filters) : IEventFilterApplier
{
    private TimeSpan Leeway => testKit.Dilated(testKit.TestKitSettings.TestEventFilterLeeway);

    public EventFilterFactory And => new(testKit, system, filters);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Expect(expectedCount, Leeway, action, cancellationToken);

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        ExpectAsync(
            expectedCount, timeout,
            () =>
            {
                action();
                return Task.CompletedTask;
            },
            cancellationToken).GetAwaiter().GetResult();

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, Leeway, actionAsync, cancellationToken);

    public async Task ExpectAsync(
        int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default)
    {
        var count = 0;
        void Matched() => Interlocked.Increment(ref count);
        foreach (var filter in filters)
        {
            filter.EventMatched += Matched;
        }

        using (Mute())
        {
            await action().ConfigureAwait(false);
            await testKit.AwaitConditionAsync(
                () => Volatile.Read(ref count) >= expectedCount,
                timeout, TimeSpan.FromMilliseconds(10),
                $"Expected {expectedCount} log events of: {string.Join<EventFilterBase>("; ", filters)}, got {count}.",
                cancellationToken).ConfigureAwait(false);
        }

        Xunit.Assert.Equal(expectedCount, Volatile.Read(ref count));
    }

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Expect(1, action, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Expect(1, timeout, action, cancellationToken);

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, actionAsync, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, timeout, action, cancellationToken);

    public IUnmutableFilter Mute()
    {
        system.EventStream.Publish(new Mute(filters));
        return new UnmutableFilter(system, filters);
    }

    private sealed class UnmutableFilter(ActorSystem system, EventFilterBase[] filters) : IUnmutableFilter
    {
        public void Unmute() => system.EventStream.Publish(new Unmute(filters));

        public void Dispose() => Unmute();
    }
}
