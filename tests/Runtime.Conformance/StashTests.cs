using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>Stashed messages come back in order, in front of what came later, also after a restart.</summary>
public sealed class StashTests : TestKit
{
    [Fact]
    public void UnstashAll_StashedMessagesComeInOrder_BeforeLaterOnes()
    {
        using var release = new ManualResetEventSlim();
        var target = Sys.ActorOf(Props.Create(() => new Stasher(TestActor, release)));
        target.Tell(1);
        target.Tell(2);
        target.Tell("open");
        ExpectMsg("opening");
        target.Tell(3);
        release.Set();
        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void Stash_KeepsTheSender()
    {
        using var release = new ManualResetEventSlim(initialState: true);
        var probe = CreateTestProbe();
        var target = Sys.ActorOf(Props.Create(() => new Stasher(TestActor, release)));
        target.Tell(1, probe.Ref);
        target.Tell("open");
        ExpectMsg("opening");
        ExpectMsg(1);
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public void Restart_StashedMessagesReachTheNewIncarnation()
    {
        using var release = new ManualResetEventSlim(initialState: true);
        var target = Sys.ActorOf(Props.Create(() => new Stasher(TestActor, release)));
        target.Tell(1);
        target.Tell(2);
        target.Tell("fail");
        target.Tell("open");
        ExpectMsg("opening");
        ExpectMsg(1);
        ExpectMsg(2);
    }

    [Fact]
    public void Unstash_BringsBackTheOldest()
    {
        var target = Sys.ActorOf(Props.Create(() => new OneByOne(TestActor)));
        target.Tell(1);
        target.Tell(2);
        target.Tell("one");
        ExpectMsg(1);
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void StashingTheSameMessageTwice_Fails()
    {
        var target = Sys.ActorOf(Props.Create(() => new DoubleStasher(TestActor)));
        target.Tell(1);
        ExpectMsg<IllegalActorStateException>();
    }

    private sealed class Stasher : ReceiveActor, IWithUnboundedStash
    {
        private readonly IActorRef _report;

        public Stasher(IActorRef report, ManualResetEventSlim release)
        {
            _report = report;
            Receive<int>(_ => Stash.Stash());
            Receive<string>(message => message == "fail", _ => throw new InvalidOperationException("fail"));
            Receive<string>(_ =>
            {
                report.Tell("opening");
                release.Wait(TimeSpan.FromSeconds(5));
                Stash.UnstashAll();
                Become(Open);
            });
        }

        public IStash Stash { get; set; } = null!;

        private void Open() => Receive<int>(number => _report.Forward(number));
    }

    private sealed class OneByOne : ReceiveActor, IWithUnboundedStash
    {
        private bool _open;

        public OneByOne(IActorRef report)
        {
            Receive<int>(number =>
            {
                if (_open)
                {
                    _open = false;
                    report.Tell(number);
                }
                else
                {
                    Stash.Stash();
                }
            });
            Receive<string>(_ =>
            {
                _open = true;
                Stash.Unstash();
            });
        }

        public IStash Stash { get; set; } = null!;
    }

    private sealed class DoubleStasher : ReceiveActor, IWithUnboundedStash
    {
        public DoubleStasher(IActorRef report) => ReceiveAny(_ =>
        {
            Stash.Stash();
            report.Tell(Record.Exception(() => Stash.Stash()));
        });

        public IStash Stash { get; set; } = null!;
    }
}
