namespace Akka.TestKit.Internal;

internal sealed class EventFilterApplier(TestKitBase testKit, Predicate<LogEvent> predicate, string description)
    : IEventFilterApplier
{
    public TimeSpan Leeway => testKit.Dilated(testKit.TestKitSettings.TestEventFilterLeeway);

    public async Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default)
    {
        var system = testKit.Sys;
        var counter = new EventCounter(system, predicate);
        system.EventStream.Subscribe(counter, typeof(LogEvent));
        system.EventStream.Subscribe(counter, typeof(AllDeadLetters));
        try
        {
            await action().ConfigureAwait(false);
            await testKit.AwaitConditionAsync(
                () => counter.Count >= expectedCount, timeout, TimeSpan.FromMilliseconds(10),
                $"Expected {expectedCount} log events of: {description}.", cancellationToken).ConfigureAwait(false);
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
