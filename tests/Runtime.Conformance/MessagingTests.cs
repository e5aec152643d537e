using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>Mailboxes: order, stopping, forwarding, unhandled messages and dead letters.</summary>
public sealed class MessagingTests : TestKit
{
    [Fact]
    public void OneSender_ManyMessages_ArriveInOrder()
    {
        var target = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)));
        for (var i = 0; i < 1000; i++)
        {
            target.Tell(i);
        }

        for (var i = 0; i < 1000; i++)
        {
            ExpectMsg(i);
        }
    }

    [Fact]
    public async Task ManySenders_ManyMessages_ArriveInOrderPerSender()
    {
        const int senders = 8;
        const int messages = 2000;
        var target = Sys.ActorOf(Props.Create(() => new OrderChecker(TestActor, senders * messages)));
        await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < messages; i++)
            {
                target.Tell((sender, i), ActorRefs.NoSender);
            }
        })));

        ExpectMsg("all in order", TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void StoppedBySelf_QueuedMessages_AreNotHandled()
    {
        var target = Sys.ActorOf(Props.Create(() => new StopsOnMessage(TestActor)));
        Watch(target);
        target.Tell("stop");
        target.Tell("after");
        ExpectMsg("stopping");
        ExpectTerminated(target);
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void PoisonPill_QueuedMessagesBeforeIt_AreHandled()
    {
        var target = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)));
        Watch(target);
        target.Tell(1);
        target.Tell(2);
        target.Tell(PoisonPill.Instance);
        target.Tell(3);
        ExpectMsg(1);
        ExpectMsg(2);
        ExpectTerminated(target);
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Forward_KeepsTheOriginalSender()
    {
        var target = Sys.ActorOf(Props.Create(() => new Passer(TestActor)));
        var probe = CreateTestProbe();
        target.Tell("hello", probe.Ref);
        ExpectMsg("hello");
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public void Tell_FromTheTest_HasTheTestActorAsSender()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        target.Tell("hello");
        ExpectMsg("hello");
        Assert.Equal(target, LastSender);
    }

    [Fact]
    public async Task Tell_AfterAnAwait_StillHasTheTestActorAsSender()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        await Task.Yield();
        target.Tell("hello");
        await ExpectMsgAsync("hello");
    }

    [Fact]
    public void Tell_NullToARunningActor_Throws()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        target.Tell("are you there");
        ExpectMsg("are you there");
        Assert.Throws<ArgumentNullException>(() => target.Tell(null!));
    }

    [Fact]
    public void SenderOfAMessageWithoutOne_IsDeadLetters()
    {
        var target = Sys.ActorOf(Props.Create(() => new SenderReporter(TestActor)));
        target.Tell("who", ActorRefs.NoSender);
        ExpectMsg(Sys.DeadLetters);
    }

    [Fact]
    public void UnhandledMessage_IsPublished()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        target.Tell(42);
        var unhandled = ExpectMsg<UnhandledMessage>();
        Assert.Equal(42, unhandled.Message);
        Assert.Equal(target, unhandled.Recipient);
        Assert.Equal(TestActor, unhandled.Sender);
    }

    [Fact]
    public void MessageToADeadActor_IsPublishedAsDeadLetter()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        Watch(target);
        Sys.Stop(target);
        ExpectTerminated(target);
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        target.Tell("late");
        var dead = ExpectMsg<DeadLetter>();
        Assert.Equal("late", dead.Message);
        Assert.Equal(target, dead.Recipient);
        Assert.Equal(TestActor, dead.Sender);
    }

    [Fact]
    public void MessagesQueuedAtStop_BecomeDeadLetters()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        using var release = new ManualResetEventSlim();
        using var blocked = new ManualResetEventSlim();
        var target = Sys.ActorOf(Props.Create(() => new Blocker(blocked, release)));
        target.Tell("stop");
        Assert.True(blocked.Wait(TimeSpan.FromSeconds(5)));
        target.Tell("left behind");
        release.Set();
        Assert.Equal("left behind", ExpectMsg<DeadLetter>().Message);
    }

    [Fact]
    public void SuppressedMessageToADeadActor_IsNoDeadLetter()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        Watch(target);
        Sys.Stop(target);
        ExpectTerminated(target);
        Sys.EventStream.Subscribe(TestActor, typeof(AllDeadLetters));
        target.Tell(PoisonPill.Instance);
        Assert.Equal(PoisonPill.Instance, ExpectMsg<SuppressedDeadLetter>().Message);
    }

    [Fact]
    public void EventFilter_SeesDeadLetters()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        Watch(target);
        Sys.Stop(target);
        ExpectTerminated(target);
        EventFilter.DeadLetter<string>().ExpectOne(() => target.Tell("late"));
    }

    [Fact]
    public void AsyncHandler_OtherMessages_WaitForItsEnd()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var target = Sys.ActorOf(Props.Create(() => new AsyncWorker(gate.Task, TestActor)));
        target.Tell("slow");
        target.Tell(1);
        ExpectMsg("slow begun");
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        gate.SetResult();
        ExpectMsg("slow done");
        ExpectMsg(1);
    }

    [Fact]
    public void AsyncHandler_AfterAwait_HasContextAndSender()
    {
        var target = Sys.ActorOf(Props.Create(() => new AsyncReplier()));
        target.Tell("ask");
        Assert.Equal(target, ExpectMsg<IActorRef>());
    }

    [Fact]
    public void BoundedMailbox_WhenFull_TurnsMessagesIntoDeadLetters()
    {
        var config = """small { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 2, mailbox-push-timeout-time = 0s }""";
        using var system = ActorSystem.Create("bounded", Akka.Configuration.ConfigurationFactory.ParseString(config));
        var probe = CreateTestProbe(system);
        system.EventStream.Subscribe(probe.Ref, typeof(DeadLetter));
        using var release = new ManualResetEventSlim();
        using var blocked = new ManualResetEventSlim();
        var target = system.ActorOf(Props.Create(() => new Blocker(blocked, release)).WithMailbox("small"));
        target.Tell("block", ActorRefs.NoSender);
        Assert.True(blocked.Wait(TimeSpan.FromSeconds(5)));
        for (var i = 0; i < 3; i++)
        {
            target.Tell(i, ActorRefs.NoSender);
        }

        Assert.Equal(2, probe.ExpectMsg<DeadLetter>().Message);
        release.Set();
    }

    [Fact]
    public async Task BoundedMailbox_WhenFull_SenderWaitsForRoom()
    {
        var config = """small { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 1, mailbox-push-timeout-time = 10s }""";
        using var system = ActorSystem.Create("bounded", Akka.Configuration.ConfigurationFactory.ParseString(config));
        var dead = CreateTestProbe(system);
        system.EventStream.Subscribe(dead.Ref, typeof(DeadLetter));
        using var release = new ManualResetEventSlim();
        using var blocked = new ManualResetEventSlim();
        var target = system.ActorOf(Props.Create(() => new Blocker(blocked, release)).WithMailbox("small"));
        target.Tell("block", ActorRefs.NoSender);
        Assert.True(blocked.Wait(TimeSpan.FromSeconds(5)));
        target.Tell(1, ActorRefs.NoSender);

        var waiting = Task.Run(() => target.Tell(2, ActorRefs.NoSender));
        release.Set();

        // The sender goes on when there is room.
        await waiting.WaitAsync(TimeSpan.FromSeconds(5));
        dead.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void UntypedActor_BecomesAndReturns()
    {
        var target = Sys.ActorOf(Props.Create(() => new Counting(TestActor)));
        target.Tell("plain");
        ExpectMsg("first plain");
        target.Tell("switch");
        target.Tell("plain");
        ExpectMsg("second plain");
        target.Tell("back");
        target.Tell("plain");
        ExpectMsg("first plain");
    }

    [Fact]
    public void Props_ByTypeAndArguments_MakeTheActor()
    {
        var type = typeof(Counting);
        Sys.ActorOf(Props.Create(type, TestActor)).Tell("plain");
        ExpectMsg("first plain");
        Sys.ActorOf(Props.Create<Counting>(TestActor)).Tell("plain");
        ExpectMsg("first plain");
    }

    [Fact]
    public async Task ReceiveAnyAsync_HandlesWhatIsLeft()
    {
        var target = Sys.ActorOf(Props.Create(() => new AsyncAny()));
        Assert.Equal("any 1", await target.Ask<string>(1, TimeSpan.FromSeconds(3)));
    }

    private sealed class Counting(IActorRef report) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "switch")
            {
                Context.BecomeStacked(Second);
            }
            else
            {
                report.Tell($"first {message}");
            }
        }

        private void Second(object message)
        {
            if (message is "back")
            {
                Context.UnbecomeStacked();
            }
            else
            {
                report.Tell($"second {message}");
            }
        }
    }

    private sealed class AsyncAny : ReceiveActor
    {
        public AsyncAny() => ReceiveAnyAsync(async message =>
        {
            await Task.Yield();
            Sender.Tell($"any {message}");
        });
    }

    private sealed class Forwarder : ReceiveActor
    {
        public Forwarder(IActorRef to) => ReceiveAny(to.Forward);
    }

    private sealed class Passer : ReceiveActor
    {
        public Passer(IActorRef to) => Receive<string>(message => to.Forward(message));
    }

    private sealed class OrderChecker : ReceiveActor
    {
        private readonly Dictionary<int, int> _last = [];
        private int _count;

        public OrderChecker(IActorRef report, int expected) => Receive<(int Sender, int Number)>(message =>
        {
            if (message.Number != _last.GetValueOrDefault(message.Sender, -1) + 1)
            {
                report.Tell($"out of order: {message}");
            }

            _last[message.Sender] = message.Number;
            if (++_count == expected)
            {
                report.Tell("all in order");
            }
        });
    }

    private sealed class StopsOnMessage : ReceiveActor
    {
        public StopsOnMessage(IActorRef report)
        {
            Receive<string>(message => message == "stop", _ =>
            {
                Context.Stop(Self);
                report.Tell("stopping");
            });
            ReceiveAny(message => report.Tell($"handled {message}"));
        }
    }

    private sealed class SenderReporter : ReceiveActor
    {
        public SenderReporter(IActorRef report) => ReceiveAny(_ => report.Tell(Sender));
    }

    private sealed class Blocker : ReceiveActor
    {
        public Blocker(ManualResetEventSlim blocked, ManualResetEventSlim release) => ReceiveAny(message =>
        {
            blocked.Set();
            release.Wait(TimeSpan.FromSeconds(5));
            if (message is "stop")
            {
                Context.Stop(Self);
            }
        });
    }

    private sealed class AsyncWorker : ReceiveActor
    {
        public AsyncWorker(Task gate, IActorRef report)
        {
            ReceiveAsync<string>(async _ =>
            {
                report.Tell("slow begun");
                await gate;
                report.Tell("slow done");
            });
            Receive<int>(number => report.Tell(number));
        }
    }

    private sealed class AsyncReplier : ReceiveActor
    {
        public AsyncReplier() => ReceiveAsync<string>(async _ =>
        {
            await Task.Delay(1);
            await Task.Yield();
            Sender.Tell(Context.Self);
        });
    }
}
