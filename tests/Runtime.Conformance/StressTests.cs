using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using Xunit.Abstractions;

namespace Runtime.Conformance;

/// <summary>
/// Many actors, many messages. DICOMACTORS_STRESS scales it: 1 is what every build runs, 100 is 100,000 actors and ten
/// million messages.
/// </summary>
public sealed class StressTests : TestKit
{
    private const int MessagesPerActor = 100;
    private const int Runs = 4;
    private const long Tolerance = 1_000_000;

    private static readonly int Actors =
        1000 * (int.TryParse(Environment.GetEnvironmentVariable("DICOMACTORS_STRESS"), out var scale) ? scale : 1);

    private readonly ITestOutputHelper _output;

    public StressTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public async Task ManyActors_ManyMessages_NothingIsLost_MemoryReturns()
    {
        // What the thread pool and the runtime keep grows in the first runs, once for each worker thread; a leak grows in every run.
        await RunOnceAsync(Actors);
        var growth = long.MaxValue;
        for (var run = 0; run < Runs && growth >= Tolerance; run++)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            await RunOnceAsync(Actors);
            growth = await GrowthAsync(before);
            _output.WriteLine($"{Actors} actors, {Actors * MessagesPerActor} messages; heap {before} bytes before, {before + growth} after");
        }

        Assert.True(growth < Tolerance, $"{growth} bytes more than before {Actors} actors came and went, in each of {Runs} runs");
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

    /// <summary>The last references go a moment after the system has ended: looks again a few times.</summary>
    private static async Task<long> GrowthAsync(long before)
    {
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        for (var look = 0; look < 20 && growth >= Tolerance; look++)
        {
            await Task.Delay(100);
            growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        }

        return growth;
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
