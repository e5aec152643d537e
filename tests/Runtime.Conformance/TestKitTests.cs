using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>The expectations themselves.</summary>
public sealed class TestKitTests : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void ExpectMsg_WrongMessage_Fails()
    {
        TestActor.Tell("b");
        Assert.ThrowsAny<Exception>(() => ExpectMsg("a", Short));
    }

    [Fact]
    public void ExpectMsg_WrongType_Fails()
    {
        TestActor.Tell("b");
        Assert.ThrowsAny<Exception>(() => ExpectMsg<int>(Short));
    }

    [Fact]
    public void ExpectMsg_NothingComes_Fails() => Assert.ThrowsAny<Exception>(() => ExpectMsg<string>(Short));

    [Fact]
    public void ExpectNoMsg_SomethingComes_Fails()
    {
        TestActor.Tell("b");
        Assert.ThrowsAny<Exception>(() => ExpectNoMsg(Short));
    }

    [Fact]
    public void FishForMessage_ThrowsAwayOthers()
    {
        TestActor.Tell(1);
        TestActor.Tell("other");
        TestActor.Tell(2);
        Assert.Equal(2, FishForMessage<int>(number => number == 2));
    }

    [Fact]
    public async Task AsyncVariants_DoTheSame()
    {
        TestActor.Tell("a");
        TestActor.Tell(1);
        TestActor.Tell(2);
        await ExpectMsgAsync("a");
        Assert.Equal(2, await FishForMessageAsync<int>(number => number == 2));
        await ExpectNoMsgAsync(Short);
    }

    [Fact]
    public void ReceiveN_GivesSoMany()
    {
        TestActor.Tell(1);
        TestActor.Tell(2);
        Assert.Equal([1, 2], ReceiveN(2).Cast<int>());
    }

    [Fact]
    public void Within_TooSlow_Fails() =>
        Assert.ThrowsAny<Exception>(() => Within(Short, () => ExpectMsg<string>(TimeSpan.FromSeconds(10))));

    [Fact]
    public void Within_LimitsWhatIsLeft() => Within(TimeSpan.FromSeconds(10), () =>
    {
        Assert.True(Remaining <= TimeSpan.FromSeconds(10));
        TestActor.Tell("in time");
        ExpectMsg("in time");
    });

    [Fact]
    public async Task AwaitAssert_RepeatsUntilItPasses()
    {
        var attempts = 0;
        await AwaitAssertAsync(() => Assert.Equal(3, ++attempts), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(1));
        Assert.Equal(3, attempts);
        AwaitCondition(() => ++attempts > 5, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Probe_RepliesAndForwards()
    {
        var probe = CreateTestProbe();
        probe.Tell("question");
        probe.ExpectMsg("question");
        Assert.Equal(TestActor, probe.Sender);
        probe.Reply("answer");
        ExpectMsg("answer");
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public async Task ExpectMsg_WithACondition_ChecksIt()
    {
        TestActor.Tell(1);
        Assert.Equal(1, ExpectMsg<int>(number => number == 1));
        TestActor.Tell(2);
        Assert.ThrowsAny<Exception>(() => ExpectMsg<int>(number => number == 1));
        TestActor.Tell(3);
        ExpectMsg<int>(number => Assert.Equal(3, number));
        TestActor.Tell(4);
        Assert.ThrowsAny<Exception>(() => ExpectMsg<int>(number => Assert.Equal(3, number)));
        TestActor.Tell(5);
        Assert.Equal(5, await ExpectMsgAsync<int>(number => number == 5));
        TestActor.Tell(6);
        await ExpectMsgAsync<int>(number => Assert.Equal(6, number));
    }

    [Fact]
    public void ExpectMsgAllOf_AnyOrder_AllOfThem()
    {
        TestActor.Tell("b");
        TestActor.Tell("a");
        ExpectMsgAllOf("a", "b");
        TestActor.Tell("b");
        TestActor.Tell("b");
        Assert.ThrowsAny<Exception>(() => ExpectMsgAllOf(Short, "a", "b"));
    }

    [Fact]
    public async Task ExpectTerminatedAsync_WaitsForTheEnd()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        Watch(target);
        target.Tell(PoisonPill.Instance);
        Assert.Equal(target, (await ExpectTerminatedAsync(target)).ActorRef);
    }

    [Fact]
    public async Task ReceiveNAsync_GivesSoMany_OrFails()
    {
        TestActor.Tell(1);
        TestActor.Tell(2);
        var received = new List<object>();
        await foreach (var message in ReceiveNAsync(2))
        {
            received.Add(message);
        }

        Assert.Equal([1, 2], received);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var _ in ReceiveNAsync(1, Short))
            {
            }
        });
    }

    [Fact]
    public async Task WithinAsync_InTimeOrTooSlow()
    {
        await WithinAsync(TimeSpan.FromSeconds(10), async () =>
        {
            TestActor.Tell("in time");
            await ExpectMsgAsync("in time");
        });
        await Assert.ThrowsAnyAsync<Exception>(
            () => WithinAsync(Short, async () => await ExpectMsgAsync<string>(TimeSpan.FromSeconds(10))));
    }

    [Fact]
    public async Task AwaitCondition_ThatStaysFalse_Fails()
    {
        Assert.ThrowsAny<Exception>(() => AwaitCondition(() => false, Short));
        await Assert.ThrowsAnyAsync<Exception>(() => AwaitConditionAsync(() => Task.FromResult(false), Short));
        await AwaitConditionAsync(() => Task.FromResult(true), Short);
        AwaitCondition(() => true);
    }

    [Fact]
    public void AwaitAssert_ThatNeverPasses_FailsWithTheLastFailure() =>
        Assert.Throws<InvalidOperationException>(() => AwaitAssert(() => throw new InvalidOperationException("last"), Short));

    [Fact]
    public void Probe_Sends_AsItself()
    {
        var probe = CreateTestProbe();
        probe.Send(Sys.ActorOf(Props.Create(() => new Echo())), "hello");
        probe.ExpectMsg("hello");
    }

    [Fact]
    public void Probe_StandsForItsActor()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe, typeof(string));
        Sys.EventStream.Publish("text");
        probe.ExpectMsg("text");
        Watch(probe);
        Sys.Stop(probe.Ref);
        ExpectTerminated(probe.Ref);
    }

    [Fact]
    public void EventFilter_CountsWhatMatches() => EventFilter.Warning(start: "number").Expect(2, () =>
    {
        Log.Warning("number 1");
        Log.Warning("other");
        Log.Warning("number 2");
    });

    [Fact]
    public async Task EventFilter_NothingComes_Fails() =>
        await Assert.ThrowsAnyAsync<Exception>(
            () => EventFilter.Info("never").ExpectOneAsync(Short, () => Task.CompletedTask));
}
