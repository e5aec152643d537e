using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>Who hears of a death, when, and how.</summary>
public sealed class DeathWatchTests : TestKit
{
    [Fact]
    public void WatchedActorStops_TerminatedComesOnce()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        Watch(target);
        Watch(target);
        Sys.Stop(target);
        var terminated = ExpectTerminated(target);
        Assert.True(terminated.ExistenceConfirmed);
        Assert.False(terminated.AddressTerminated);
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void WatchOfADeadActor_TerminatedComesAtOnce()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        Watch(target);
        Sys.Stop(target);
        ExpectTerminated(target);
        var probe = CreateTestProbe();
        probe.Watch(target);
        probe.ExpectTerminated(target);
    }

    [Fact]
    public void Unwatch_TerminatedDoesNotCome()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        Watch(target);
        Unwatch(target);
        Sys.Stop(target);
        ExpectNoMsg(TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void Unwatch_WithTerminatedInTheMailbox_TakesItBack()
    {
        using var release = new ManualResetEventSlim();
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        var watcher = Sys.ActorOf(Props.Create(() => new BlockingWatcher(TestActor, target, release)));
        watcher.Tell("watch");
        ExpectMsg("watching");
        watcher.Tell("block, then unwatch");
        ExpectMsg("blocked");
        Sys.Stop(target);
        Watch(target);
        ExpectTerminated(target);
        release.Set();
        ExpectMsg("unwatched");
        watcher.Tell("still alive");
        ExpectMsg("still alive");
    }

    [Fact]
    public void WatchWith_SendsTheMessage()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        Sys.ActorOf(Props.Create(() => new CustomWatcher(TestActor, target)));
        ExpectMsg("watching");
        Sys.Stop(target);
        ExpectMsg("gone");
    }

    [Fact]
    public void UnhandledTerminated_StopsTheWatcher()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        var watcher = Sys.ActorOf(Props.Create(() => new PactPartner(TestActor, target)));
        ExpectMsg("watching");
        Watch(watcher);
        Sys.Stop(target);
        ExpectTerminated(watcher);
    }

    [Fact]
    public void TerminatedOfAChild_ItsNameIsFree()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Replacer(TestActor)));
        parent.Tell("replace");
        ExpectMsg("replaced");
    }

    [Fact]
    public void TwoActorsWatchEachOther_BothStop_NoOneWaits()
    {
        var first = Sys.ActorOf(Props.Create(() => new Echo()));
        var second = CreateTestProbe();
        second.Watch(first);
        Watch(first);
        Sys.Stop(first);
        ExpectTerminated(first);
        second.ExpectTerminated(first);
    }

    [Fact]
    public void NewIncarnation_IsNotTheOldActor()
    {
        var old = Sys.ActorOf(Props.Create(() => new Echo()), "name");
        Watch(old);
        Sys.Stop(old);
        ExpectTerminated(old);
        IActorRef? fresh = null;
        AwaitAssert(() => fresh = Sys.ActorOf(Props.Create(() => new Echo()), "name"));
        Assert.NotEqual(old, fresh);
        Assert.Equal(old.Path, fresh!.Path);
        old.Tell("to the dead");
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    private sealed class BlockingWatcher : ReceiveActor
    {
        public BlockingWatcher(IActorRef report, IActorRef target, ManualResetEventSlim release)
        {
            Receive<string>(message => message == "watch", _ =>
            {
                Context.Watch(target);
                report.Tell("watching");
            });
            Receive<string>(message => message == "block, then unwatch", _ =>
            {
                report.Tell("blocked");
                release.Wait(TimeSpan.FromSeconds(5));
                Context.Unwatch(target);
                report.Tell("unwatched");
            });
            ReceiveAny(message => report.Tell(message));
        }
    }

    private sealed class CustomWatcher : ReceiveActor
    {
        public CustomWatcher(IActorRef report, IActorRef target)
        {
            Context.WatchWith(target, "gone");
            report.Tell("watching");
            ReceiveAny(message => report.Tell(message));
        }
    }

    private sealed class PactPartner : ReceiveActor
    {
        public PactPartner(IActorRef report, IActorRef target)
        {
            Context.Watch(target);
            report.Tell("watching");
        }
    }

    private sealed class Replacer : ReceiveActor
    {
        public Replacer(IActorRef report)
        {
            Receive<string>(_ => Context.Stop(Start()));
            Receive<Terminated>(_ =>
            {
                Context.Unwatch(Start());
                report.Tell("replaced");
            });
        }

        private static IActorRef Start() => Context.Watch(Context.ActorOf(Props.Create(() => new Echo()), "child"));
    }
}
