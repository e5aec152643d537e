namespace Akka.TestKit.Internal;

internal sealed class EventFilterApplier(TestKitBase testKit, ActorSystem system, Predicate<LogEvent> predicate, string description)
    : IEventFilterApplier
{
    private TimeSpan Leeway => testKit.Dilated(testKit.TestKitSettings.TestEventFilterLeeway);
    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Expect(expectedCount, Leeway, action, cancellationToken);
    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, timeout, () => TestKitBase.Completed(action), cancellationToken).GetAwaiter().GetResult();
    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Expect(1, action, cancellationToken);
    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Expect(1, timeout, action, cancellationToken);
    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, Leeway, actionAsync, cancellationToken);
    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, actionAsync, cancellationToken);
    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, timeout, action, cancellationToken);

    public async Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default)
    {
        var counter = new EventCounter(system, predicate);
        system.EventStream.Subscribe(counter, typeof(LogEvent));
        system.EventStream.Subscribe(counter, typeof(AllDeadLetters));
        try
        {
            await action().ConfigureAwait(false);
            await testKit.AwaitConditionAsync(
                () => counter.Count >= expectedCount, timeout, TimeSpan.FromMilliseconds(10),
                $"Expected {expectedCount} log events of: {description}, got {counter.Count}.", cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            system.EventStream.Unsubscribe(counter);
        }

        Xunit.Assert.Equal(expectedCount, counter.Count);
    }

    /// <summary>Counts events on the publisher's own thread: none is missed, none comes late.</summary>
    private sealed class EventCounter(ActorSystem system, Predicate<LogEvent> predicate) : MinimalActorRef(system)
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);
        public override ActorPath Path { get; } = system.NextTempPath();

        protected override void TellInternal(object message, IActorRef? sender)
        {
            var logged = message is AllDeadLetters dead ? new Warning(dead.Recipient.Path.ToString(), dead.GetType(), dead) : message;
            if (predicate((LogEvent)logged))
                Interlocked.Increment(ref _count);
        }
    }
}
