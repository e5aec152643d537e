using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>Scheduler and timers under the tests' own time.</summary>
public sealed class TimeTests : TestKit
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);

    public TimeTests()
        : base(ConfigurationFactory.ParseString("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """))
    {
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void ScheduleTellOnce_ComesWhenDue_NotBefore()
    {
        Sys.Scheduler.ScheduleTellOnce(10 * Second, TestActor, "due", ActorRefs.NoSender);
        Scheduler.Advance(9 * Second);
        ExpectNoMsg(Silence);
        Scheduler.Advance(Second);
        ExpectMsg("due");
    }

    [Fact]
    public void ScheduleTellRepeatedly_ComesEachInterval()
    {
        Sys.Scheduler.ScheduleTellRepeatedly(Second, 2 * Second, TestActor, "tick", ActorRefs.NoSender);
        Scheduler.Advance(Second);
        ExpectMsg("tick");
        Scheduler.Advance(Second);
        ExpectNoMsg(Silence);
        Scheduler.Advance(Second);
        ExpectMsg("tick");
    }

    [Fact]
    public void Cancelled_DoesNotCome()
    {
        var cancelable = Sys.Scheduler.ScheduleTellOnceCancelable(Second, TestActor, "due", ActorRefs.NoSender);
        cancelable.Cancel();
        Scheduler.Advance(2 * Second);
        ExpectNoMsg(Silence);
        Assert.True(cancelable.IsCancellationRequested);
    }

    [Fact]
    public void ScheduleOnce_RunsTheAction()
    {
        var ran = 0;
        Sys.Scheduler.Advanced.ScheduleOnce(Second, () => ran++);
        Scheduler.Advance(Second);
        Assert.Equal(1, ran);
    }

    [Fact]
    public void Now_MovesWithTheTestOnly()
    {
        var before = Scheduler.Now;
        Scheduler.Advance(10 * Second);
        Assert.Equal(before + (10 * Second), Scheduler.Now);
    }

    [Fact]
    public void SingleTimer_ComesOnce_AndIsInactiveThen()
    {
        var target = Timed();
        target.Tell(new Start("key", "message", Repeat: false));
        ExpectMsg("started");
        Scheduler.Advance(Second);
        ExpectMsg("message, active: False");
        Scheduler.Advance(10 * Second);
        ExpectNoMsg(Silence);
    }

    [Fact]
    public void PeriodicTimer_ComesUntilCancelled()
    {
        var target = Timed();
        target.Tell(new Start("key", "message", Repeat: true));
        ExpectMsg("started");
        Scheduler.Advance(Second);
        ExpectMsg("message, active: True");
        Scheduler.Advance(Second);
        ExpectMsg("message, active: True");
        target.Tell("cancel");
        ExpectMsg("cancelled");
        Scheduler.Advance(5 * Second);
        ExpectNoMsg(Silence);
    }

    [Fact]
    public void TimerCancelled_WithItsMessageInTheMailbox_MessageDoesNotCome()
    {
        using var release = new ManualResetEventSlim();
        var target = Sys.ActorOf(Props.Create(() => new TimedActor(TestActor, release)));
        target.Tell(new Start("key", "stale", Repeat: false));
        ExpectMsg("started");
        target.Tell("block, then cancel");
        ExpectMsg("blocked");
        Scheduler.Advance(Second);
        release.Set();
        ExpectMsg("cancelled");
        ExpectNoMsg(Silence);
    }

    [Fact]
    public void TimerStartedAnew_WithTheOldMessageInTheMailbox_OnlyTheNewComes()
    {
        using var release = new ManualResetEventSlim();
        var target = Sys.ActorOf(Props.Create(() => new TimedActor(TestActor, release)));
        target.Tell(new Start("key", "old", Repeat: false));
        ExpectMsg("started");
        target.Tell("block, then restart");
        ExpectMsg("blocked");
        Scheduler.Advance(Second);
        release.Set();
        ExpectMsg("restarted");
        Scheduler.Advance(Second);
        ExpectMsg("new, active: False");
        ExpectNoMsg(Silence);
    }

    [Fact]
    public void ActorRestarts_ItsTimersAreCancelled()
    {
        var target = Timed();
        target.Tell(new Start("key", "message", Repeat: true));
        ExpectMsg("started");
        target.Tell("fail");
        target.Tell("alive");
        ExpectMsg("alive");
        Scheduler.Advance(5 * Second);
        ExpectNoMsg(Silence);
    }

    [Fact]
    public void ActorStops_ItsTimersAreCancelled()
    {
        var target = Timed();
        target.Tell(new Start("key", "message", Repeat: true));
        ExpectMsg("started");
        Watch(target);
        Sys.Stop(target);
        ExpectTerminated(target);
        Sys.EventStream.Subscribe(TestActor, typeof(Akka.Event.DeadLetter));
        Scheduler.Advance(5 * Second);
        ExpectNoMsg(Silence);
    }

    [Fact]
    public async Task DefaultScheduler_KeepsRealTime()
    {
        using var system = ActorSystem.Create("real-time");
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(20), () => fired.TrySetResult());
        await fired.Task.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void ScheduleRepeatedly_RunsUntilCancelled()
    {
        var ran = 0;
        var cancelable = Sys.Scheduler.ScheduleTellOnceCancelable(TimeSpan.FromHours(1), TestActor, "never", ActorRefs.NoSender);
        Sys.Scheduler.Advanced.ScheduleRepeatedly(Second, Second, () => ran++, cancelable);
        Scheduler.Advance(Second);
        Scheduler.Advance(Second);
        Assert.Equal(2, ran);
        cancelable.Cancel();
        Scheduler.Advance(Second);
        Assert.Equal(2, ran);
    }

    [Fact]
    public void OneAdvance_OverSeveralIntervals_RunsOnce_AndAnIntervalLater()
    {
        var ran = new List<int>();
        var start = Scheduler.Now;
        Sys.Scheduler.Advanced.ScheduleRepeatedly(Second, 2 * Second, () => ran.Add((int)(Scheduler.Now - start).TotalSeconds));
        Scheduler.Advance(5 * Second);
        Scheduler.Advance(Second);
        Scheduler.Advance(Second);
        Assert.Equal([5, 7], ran);
    }

    [Fact]
    public void OneAdvance_OverSeveralTasks_RunsThemInTheirOrder()
    {
        var ran = new List<string>();
        Sys.Scheduler.Advanced.ScheduleOnce(2 * Second, () => ran.Add("second"));
        Sys.Scheduler.Advanced.ScheduleOnce(Second, () => ran.Add("first"));
        Scheduler.Advance(3 * Second);
        Assert.Equal(["first", "second"], ran);
    }

    [Fact]
    public void PeriodicTimer_WithAnInitialDelay_BeginsThen()
    {
        var target = Timed();
        target.Tell(new Start("key", "message", Repeat: true) { First = 3 * Second });
        ExpectMsg("started");
        Scheduler.Advance(2 * Second);
        ExpectNoMsg(Silence);
        Scheduler.Advance(Second);
        ExpectMsg("message, active: True");
        Scheduler.Advance(Second);
        ExpectMsg("message, active: True");
    }

    [Fact]
    public void DefaultScheduler_RepeatsUntilCancelled()
    {
        using var system = ActorSystem.Create("real-time");
        var probe = CreateTestProbe(system);
        var cancelable = system.Scheduler.ScheduleTellRepeatedlyCancelable(
            TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10), probe.Ref, "tick", ActorRefs.NoSender);
        probe.ExpectMsg("tick");
        probe.ExpectMsg("tick");
        cancelable.Cancel();
        probe.AwaitAssert(() => probe.ExpectNoMsg(TimeSpan.FromMilliseconds(100)));
    }

    private IActorRef Timed()
    {
        var report = TestActor;
        return Sys.ActorOf(Props.Create(() => new TimedActor(report, null)));
    }

    private sealed record Start(string Key, string Message, bool Repeat)
    {
        public TimeSpan? First { get; init; }
    }

    private sealed record Tick(string Text);

    private sealed class TimedActor : ReceiveActor, IWithTimers
    {
        public TimedActor(IActorRef report, ManualResetEventSlim? release)
        {
            Receive<Start>(start =>
            {
                if (start.First is { } first)
                {
                    Timers.StartPeriodicTimer(start.Key, new Tick(start.Message), first, Second);
                }
                else if (start.Repeat)
                {
                    Timers.StartPeriodicTimer(start.Key, new Tick(start.Message), Second);
                }
                else
                {
                    Timers.StartSingleTimer(start.Key, new Tick(start.Message), Second);
                }

                report.Tell("started");
            });
            Receive<Tick>(tick => report.Tell($"{tick.Text}, active: {Timers.IsTimerActive("key")}"));
            Receive<string>(message => message == "cancel", _ => Cancel(report));
            Receive<string>(message => message == "fail", _ => throw new InvalidOperationException("fail"));
            Receive<string>(message => message.StartsWith("block", StringComparison.Ordinal), message =>
            {
                report.Tell("blocked");
                release!.Wait(TimeSpan.FromSeconds(5));
                if (message.EndsWith("cancel", StringComparison.Ordinal))
                {
                    Cancel(report);
                    return;
                }

                Timers.StartSingleTimer("key", new Tick("new"), Second);
                report.Tell("restarted");
            });
            ReceiveAny(message => report.Tell(message));
        }

        public ITimerScheduler Timers { get; set; } = null!;

        private void Cancel(IActorRef report)
        {
            Timers.Cancel("key");
            report.Tell("cancelled");
        }
    }
}
