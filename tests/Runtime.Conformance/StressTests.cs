using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>
/// Many actors, many messages. DICOMACTORS_STRESS scales it: 1 is what every build runs, 100 is 100,000 actors and ten
/// million messages.
/// </summary>
public sealed class StressTests : TestKit
{
    private const int MessagesPerActor = 100;

    private static readonly int Actors =
        1000 * (int.TryParse(Environment.GetEnvironmentVariable("DICOMACTORS_STRESS"), out var scale) ? scale : 1);

    [Fact]
    public async Task ManyActors_ManyMessages_NothingIsLost_MemoryReturns()
    {
        // The first run grows what the runtime keeps: pools, queues, tables.
        await RunOnceAsync(Actors);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await RunOnceAsync(Actors);
        AwaitAssert(
            () =>
            {
                var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
                Assert.True(growth < 1_000_000, $"{growth} bytes more than before {Actors} actors came and went");
            },
            TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task StopsAndMessagesAtTheSameTime_EveryMessageIsHandledOrADeadLetter()
    {
        const int rounds = 200;
        const int messages = 50;
        var dead = CreateTestProbe();
        Sys.EventStream.Subscribe(dead.Ref, typeof(Akka.Event.DeadLetter));
        for (var round = 0; round < rounds; round++)
        {
            var report = TestActor;
            var target = Sys.ActorOf(Props.Create(() => new Reporting(report)));
            var sending = Task.Run(() =>
            {
                for (var i = 0; i < messages; i++)
                {
                    target.Tell(new Numbered(i), ActorRefs.NoSender);
                }
            });
            Sys.Stop(target);
            await sending;
        }

        for (var seen = 0; seen < rounds * messages; seen++)
        {
            if (HasMessages)
            {
                ExpectMsg<Numbered>();
            }
            else if (dead.HasMessages)
            {
                Assert.IsType<Numbered>(dead.ExpectMsg<Akka.Event.DeadLetter>().Message);
            }
            else
            {
                AwaitCondition(() => HasMessages || dead.HasMessages, TimeSpan.FromSeconds(10));
                seen--;
            }
        }

        Assert.False(HasMessages || dead.HasMessages);
    }

    private static async Task RunOnceAsync(int actors)
    {
        var system = ActorSystem.Create("stress", ConfigurationFactory.ParseString("akka.loglevel = WARNING"));
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tally = new Tally(actors, done);
        var targets = Enumerable.Range(0, actors).Select(_ => system.ActorOf(Props.Create(() => new Counter(tally)))).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < MessagesPerActor / 4; i++)
            {
                foreach (var target in targets)
                {
                    target.Tell(tally, ActorRefs.NoSender);
                }
            }
        })));
        await done.Task.WaitAsync(TimeSpan.FromMinutes(5));
        await system.Terminate().WaitAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(0, tally.Missing);
    }

    private sealed record Numbered(int Number);

    private sealed class Reporting : ReceiveActor
    {
        public Reporting(IActorRef report) => ReceiveAny(message => report.Tell(message));
    }

    private sealed class Tally(int actors, TaskCompletionSource done)
    {
        private int _missing = actors;

        public int Missing => Volatile.Read(ref _missing);

        public void ActorIsDone()
        {
            if (Interlocked.Decrement(ref _missing) == 0)
            {
                done.TrySetResult();
            }
        }
    }

    private sealed class Counter : ReceiveActor
    {
        private int _count;

        public Counter(Tally tally) => Receive<Tally>(_ =>
        {
            if (++_count == MessagesPerActor)
            {
                tally.ActorIsDone();
            }
        });
    }
}
