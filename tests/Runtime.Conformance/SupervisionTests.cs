using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>What supervisors decide, and what follows.</summary>
public sealed class SupervisionTests : TestKit
{
    [Fact]
    public void Resume_KeepsTheInstance_DropsTheMessage()
    {
        var child = Child(new OneForOneStrategy(_ => Directive.Resume), "a");
        child.Tell("fail");
        child.Tell("next");
        ExpectMsg("a got next");
    }

    [Fact]
    public void Stop_StopsTheChild()
    {
        var child = Child(new OneForOneStrategy(_ => Directive.Stop), "a");
        Watch(child);
        child.Tell("fail");
        ExpectMsg("a PostStop");
        ExpectTerminated(child);
    }

    [Fact]
    public void Decider_SeesTheException()
    {
        var child = Child(
            new OneForOneStrategy(cause => cause is InvalidOperationException { Message: "a fails" } ? Directive.Resume : Directive.Stop),
            "a");
        child.Tell("fail");
        child.Tell("next");
        ExpectMsg("a got next");
    }

    [Fact]
    public void RestartLimit_WhenReached_StopsTheChild()
    {
        var child = Child(new OneForOneStrategy(2, TimeSpan.FromMinutes(1), _ => Directive.Restart), "a");
        Watch(child);
        for (var i = 0; i < 2; i++)
        {
            child.Tell("fail");
            ExpectRestart("a");
        }

        child.Tell("fail");
        ExpectMsg("a PostStop");
        ExpectTerminated(child);
    }

    [Fact]
    public async Task RestartLimit_FailuresFarApart_DoNotCount()
    {
        var child = Child(new OneForOneStrategy(1, TimeSpan.FromMilliseconds(100), _ => Directive.Restart), "a");
        for (var i = 0; i < 3; i++)
        {
            child.Tell("fail");
            ExpectRestart("a");
            await Task.Delay(250);
        }
    }

    [Fact]
    public void NoRestartsAllowed_StopsTheChild()
    {
        var child = Child(new OneForOneStrategy(0, Timeout.InfiniteTimeSpan, _ => Directive.Restart), "a");
        Watch(child);
        child.Tell("fail");
        ExpectMsg("a PostStop");
        ExpectTerminated(child);
    }

    [Fact]
    public void AllForOne_Restart_RestartsTheSiblings()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Supervisor(new AllForOneStrategy(_ => Directive.Restart))));
        var first = StartChild(parent, "a");
        StartChild(parent, "b");
        first.Tell("fail");
        var messages = ReceiveN(10).Cast<string>().ToList();
        foreach (var name in (string[])["a", "b"])
        {
            Assert.Equal(
                [$"{name} PostStop", $"{name} constructor", $"{name} PostRestart InvalidOperationException", $"{name} PreStart"],
                messages.Where(message => message.StartsWith(name, StringComparison.Ordinal)).Skip(1));
        }
    }

    [Fact]
    public void AllForOne_Stop_StopsTheSiblings()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Supervisor(new AllForOneStrategy(_ => Directive.Stop))));
        var first = StartChild(parent, "a");
        StartChild(parent, "b");
        first.Tell("fail");
        ExpectMsgAllOf("a PostStop", "b PostStop");
    }

    [Fact]
    public void AllForOne_RestartLimit_WhenReached_StopsAll()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Supervisor(
            new AllForOneStrategy(1, TimeSpan.FromMinutes(1), _ => Directive.Restart))));
        var first = StartChild(parent, "a");
        var second = StartChild(parent, "b");
        Watch(first);
        Watch(second);
        first.Tell("fail");
        ReceiveN(10);

        first.Tell("fail");

        var received = ReceiveN(4);
        Assert.Equal(["a PostStop", "b PostStop"], received.OfType<string>().Order());
        Assert.Equal([first, second], received.OfType<Terminated>().Select(terminated => terminated.ActorRef).OrderBy(actor => actor.Path.Name));
    }

    [Fact]
    public void AllForOne_Resume_KeepsTheSiblingsAsTheyAre()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Supervisor(new AllForOneStrategy(_ => Directive.Resume))));
        var first = StartChild(parent, "a");
        var second = StartChild(parent, "b");
        first.Tell("fail");
        first.Tell("next");
        ExpectMsg("a got next");
        second.Tell("next");
        ExpectMsg("b got next");
    }

    [Fact]
    public void Escalate_ToTheGuardian_RestartsTheParent()
    {
        var parent = Sys.ActorOf(Props.Create(() => new EscalatingParent(TestActor)));
        ExpectMsg("parent PreStart");
        ExpectMsg("child constructor");
        ExpectMsg("child PreStart");
        parent.Tell("fail the child");
        // The guardian restarts the parent, which stops its child and starts another.
        ExpectMsg("parent PreRestart InvalidOperationException");
        ExpectMsg("child PostStop");
        ExpectMsg("parent PreStart");
        ExpectMsg("child constructor");
        ExpectMsg("child PreStart");
    }

    [Fact]
    public void GuardianStrategy_CanBeConfigured()
    {
        var config = ConfigurationFactory.ParseString(
            """akka.actor.guardian-supervisor-strategy = "Akka.Actor.StoppingSupervisorStrategy" """);
        using var system = ActorSystem.Create("stopping", config);
        var probe = CreateTestProbe(system);
        var target = system.ActorOf(Props.Create(() => new Hooked(probe.Ref, "a")));
        probe.ExpectMsg("a constructor");
        probe.ExpectMsg("a PreStart");
        target.Tell("fail");
        probe.ExpectMsg("a PostStop");
        probe.ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void PropsStrategy_OverridesTheActors()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Supervisor(new OneForOneStrategy(_ => Directive.Stop)))
            .WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Resume)));
        var child = StartChild(parent, "a");
        child.Tell("fail");
        child.Tell("next");
        ExpectMsg("a got next");
    }

    [Fact]
    public void Failure_IsLoggedAsErrorOfTheChild() =>
        EventFilter.Exception<InvalidOperationException>("a fails").ExpectOne(() =>
            Child(new OneForOneStrategy(_ => Directive.Stop), "a").Tell("fail"));

    [Fact]
    public void DefaultDecider_StopsWhatCannotStart()
    {
        Assert.Equal(Directive.Stop, SupervisorStrategy.DefaultDecider.Decide(new ActorInitializationException("no")));
        Assert.Equal(Directive.Stop, SupervisorStrategy.DefaultDecider.Decide(new ActorKilledException("killed")));
        Assert.Equal(Directive.Stop, SupervisorStrategy.DefaultDecider.Decide(new DeathPactException(TestActor)));
        Assert.Equal(Directive.Restart, SupervisorStrategy.DefaultDecider.Decide(new InvalidOperationException()));
    }

    private IActorRef Child(SupervisorStrategy strategy, string name) =>
        StartChild(Sys.ActorOf(Props.Create(() => new Supervisor(strategy))), name);

    private IActorRef StartChild(IActorRef parent, string name)
    {
        var report = TestActor;
        parent.Tell((Props.Create(() => new Hooked(report, name)), name));
        var messages = ReceiveN(3);
        Assert.Contains($"{name} PreStart", messages);
        return messages.OfType<IActorRef>().Single();
    }

    private void ExpectRestart(string name)
    {
        ExpectMsg($"{name} PreRestart InvalidOperationException on fail");
        ExpectMsg($"{name} PostStop");
        ExpectMsg($"{name} constructor");
        ExpectMsg($"{name} PostRestart InvalidOperationException");
        ExpectMsg($"{name} PreStart");
    }

    private sealed class EscalatingParent : ReceiveActor
    {
        private readonly IActorRef _report;
        private IActorRef _child = ActorRefs.Nobody;

        public EscalatingParent(IActorRef report)
        {
            _report = report;
            ReceiveAny(_ => _child.Tell("fail"));
        }

        protected override void PreStart()
        {
            _report.Tell("parent PreStart");
            _child = Context.ActorOf(Props.Create(() => new Hooked(_report, "child")), "child");
        }

        protected override void PreRestart(Exception reason, object message)
        {
            _report.Tell($"parent PreRestart {reason.GetType().Name}");
            base.PreRestart(reason, message);
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Escalate);
    }
}
