using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>Start, restart and stop: which hooks run, when, and what becomes of messages and children.</summary>
public sealed class LifecycleTests : TestKit
{
    [Fact]
    public void Start_RunsConstructorThenPreStart()
    {
        Sys.ActorOf(Props.Create(() => new Hooked(TestActor, "a")));
        ExpectMsg("a constructor");
        ExpectMsg("a PreStart");
    }

    [Fact]
    public void Failure_Restarts_WithHooksInOrder()
    {
        var target = Sys.ActorOf(Props.Create(() => new Hooked(TestActor, "a")));
        ExpectMsg("a constructor");
        ExpectMsg("a PreStart");
        target.Tell("fail");
        ExpectMsg("a PreRestart InvalidOperationException on fail");
        ExpectMsg("a PostStop");
        ExpectMsg("a constructor");
        ExpectMsg("a PostRestart InvalidOperationException");
        ExpectMsg("a PreStart");
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Failure_DropsTheFailedMessage_KeepsTheMailbox()
    {
        var target = Sys.ActorOf(Props.Create(() => new Counting(TestActor)));
        target.Tell(1);
        target.Tell("fail");
        target.Tell(2);
        target.Tell(3);
        ExpectMsg((1, 1));
        ExpectMsg((2, 1));
        ExpectMsg((3, 2));
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Failure_KeepsTheReference()
    {
        var target = Sys.ActorOf(Props.Create(() => new Counting(TestActor)), "same");
        target.Tell("fail");
        target.Tell(1);
        ExpectMsg((1, 1));
        Assert.Equal("same", target.Path.Name);
        Assert.Equal(target, LastSender);
    }

    [Fact]
    public void Stop_StopsChildrenBeforeTheirParent()
    {
        var parent = Sys.ActorOf(Props.Create(() => new ParentOf(TestActor, "parent", 2)));
        Watch(parent);
        Sys.Stop(parent);
        var stopped = new[] { ExpectMsg<string>(), ExpectMsg<string>() };
        Assert.Equal(["child0 PostStop", "child1 PostStop"], stopped.Order());
        ExpectMsg("parent PostStop");
        ExpectTerminated(parent);
    }

    [Fact]
    public void Restart_StopsChildren_AndWaitsForThem()
    {
        var parent = Sys.ActorOf(Props.Create(() => new ParentOf(TestActor, "parent", 1)));
        parent.Tell("fail");
        // The child's name is free for the new incarnation only when the old child is gone.
        ExpectMsgAllOf("parent PostStop", "child0 PostStop");
        parent.Tell("alive");
        ExpectMsg("alive");
    }

    [Fact]
    public void Restart_WithPreRestartThatSparesChildren_RestartsThem()
    {
        var parent = Sys.ActorOf(Props.Create(() => new SparingParent(TestActor)));
        ExpectMsg("child constructor");
        ExpectMsg("child PreStart");
        parent.Tell("fail");
        ExpectMsg("child PreRestart InvalidOperationException on ");
        ExpectMsg("child PostStop");
        ExpectMsg("child constructor");
        ExpectMsg("child PostRestart InvalidOperationException");
        ExpectMsg("child PreStart");
    }

    [Fact]
    public void ConstructorThrows_ActorIsStopped_WithoutPostStop()
    {
        var target = Sys.ActorOf(Props.Create(() => new FailsToStart(TestActor)));
        Watch(target);
        ExpectTerminated(target);
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void ConstructorThrows_IsLogged() =>
        EventFilter.Exception<ActorInitializationException>().ExpectOne(
            () => Sys.ActorOf(Props.Create(() => new FailsToStart(TestActor))));

    [Fact]
    public void Kill_StopsTheActor()
    {
        var target = Sys.ActorOf(Props.Create(() => new Hooked(TestActor, "a")));
        Watch(target);
        target.Tell(Kill.Instance);
        FishForMessage<string>(message => message == "a PostStop");
        ExpectTerminated(target);
    }

    [Fact]
    public void PostStopThrows_ActorIsStillStopped()
    {
        var target = Sys.ActorOf(Props.Create(() => new FailsToStop()));
        Watch(target);
        Sys.Stop(target);
        ExpectTerminated(target);
    }

    [Fact]
    public async Task GracefulStop_CompletesWhenTheActorIsGone()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        Assert.True(await target.GracefulStop(TimeSpan.FromSeconds(3)));
        Watch(target);
        await ExpectTerminatedAsync(target);
    }

    [Fact]
    public async Task GracefulStop_OfAnActorThatStays_IsFalse()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        Assert.False(await target.GracefulStop(TimeSpan.FromMilliseconds(50), "not a stop message"));
    }

    [Fact]
    public void NewOutsideAnActor_Throws()
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => new Echo()));
        thread.Start();
        thread.Join();
        Assert.IsType<ActorInitializationException>(failure);
    }

    [Fact]
    public void DuplicateName_Throws()
    {
        Sys.ActorOf(Props.Create(() => new Echo()), "twice");
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Echo()), "twice"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("$reserved")]
    [InlineData("with space")]
    public void IllegalName_Throws(string name) =>
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Echo()), name));

    [Fact]
    public void Become_ReplacesTheBehaviour_UnbecomeStackedReturns()
    {
        var target = Sys.ActorOf(Props.Create(() => new Moody()));
        target.Tell("?");
        ExpectMsg("calm");
        target.Tell("angry");
        target.Tell("?");
        ExpectMsg("angry");
        target.Tell("back");
        target.Tell("?");
        ExpectMsg("calm");
    }

    [Fact]
    public void Become_IsForgottenByARestart()
    {
        var target = Sys.ActorOf(Props.Create(() => new Moody()));
        target.Tell("angry");
        target.Tell("fail");
        target.Tell("?");
        ExpectMsg("calm");
    }

    [Fact]
    public void ReceiveTimeout_ComesAfterSilence()
    {
        var target = Sys.ActorOf(Props.Create(() => new Waiting(TestActor)));
        target.Tell("hello");
        ExpectMsg("hello");
        ExpectMsg<ReceiveTimeout>();
    }

    private sealed class Counting : ReceiveActor
    {
        private int _count;

        public Counting(IActorRef report)
        {
            Receive<int>(number => report.Tell((number, ++_count)));
            Receive<string>(_ => throw new InvalidOperationException("fail"));
        }
    }

    private sealed class ParentOf : ReceiveActor
    {
        private readonly IActorRef _report;
        private readonly string _name;

        public ParentOf(IActorRef report, string name, int children)
        {
            _report = report;
            _name = name;
            for (var i = 0; i < children; i++)
            {
                var child = $"child{i}";
                Context.ActorOf(Props.Create(() => new ParentOf(report, child, 0)), child);
            }

            Receive<string>(message => message == "fail", _ => throw new InvalidOperationException("fail"));
            Receive<string>(message => report.Tell(message));
        }

        protected override void PostStop() => _report.Tell($"{_name} PostStop");
    }

    private sealed class SparingParent : ReceiveActor
    {
        private readonly IActorRef _report;

        public SparingParent(IActorRef report)
        {
            _report = report;
            ReceiveAny(_ => throw new InvalidOperationException("fail"));
        }

        protected override void PreStart() => Context.ActorOf(Props.Create(() => new Hooked(_report, "child")), "child");

        protected override void PreRestart(Exception reason, object message)
        {
        }

        protected override void PostRestart(Exception reason)
        {
        }
    }

    private sealed class FailsToStart : ReceiveActor
    {
        private readonly IActorRef _report;

        public FailsToStart(IActorRef report)
        {
            _report = report;
            throw new InvalidOperationException("no start");
        }

        protected override void PostStop() => _report.Tell("PostStop");
    }

    private sealed class FailsToStop : ReceiveActor
    {
        protected override void PostStop() => throw new InvalidOperationException("no stop");
    }

    private sealed class Moody : ReceiveActor
    {
        public Moody()
        {
            Receive<string>(message => message == "?", _ => Sender.Tell("calm"));
            Receive<string>(message => message == "angry", _ => BecomeStacked(Angry));
        }

        private void Angry()
        {
            Receive<string>(message => message == "?", _ => Sender.Tell("angry"));
            Receive<string>(message => message == "back", _ => UnbecomeStacked());
            Receive<string>(message => message == "fail", _ => throw new InvalidOperationException("fail"));
        }
    }

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(IActorRef report)
        {
            Context.SetReceiveTimeout(TimeSpan.FromMilliseconds(50));
            Receive<ReceiveTimeout>(timeout =>
            {
                Context.SetReceiveTimeout(null);
                report.Tell(timeout);
            });
            ReceiveAny(message => report.Tell(message));
        }
    }
}
