using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>Ask and PipeTo.</summary>
public sealed class AskTests : TestKit
{
    [Fact]
    public async Task Ask_CompletesWithTheAnswer()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        Assert.Equal("hello", await target.Ask<string>("hello", TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task Ask_WithoutAnswer_TimesOut()
    {
        var target = Sys.ActorOf(Props.Create(() => new Silent()));
        await Assert.ThrowsAsync<AskTimeoutException>(() => target.Ask<string>("hello", TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task Ask_LateAnswer_IsADeadLetter()
    {
        var target = Sys.ActorOf(Props.Create(() => new Silent()));
        await Assert.ThrowsAsync<AskTimeoutException>(() => target.Ask<string>("hello", TimeSpan.FromMilliseconds(50)));
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        target.Tell("answer now");
        Assert.Equal("late", ExpectMsg<DeadLetter>().Message);
    }

    [Fact]
    public async Task Ask_Cancelled_IsCancelled()
    {
        var target = Sys.ActorOf(Props.Create(() => new Silent()));
        using var cancellation = new CancellationTokenSource();
        var answer = target.Ask<string>("hello", TimeSpan.FromSeconds(10), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task Ask_AnsweredWithFailure_ThrowsItsCause()
    {
        var target = Sys.ActorOf(Props.Create(() => new Refuser()));
        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => target.Ask<string>("hello", TimeSpan.FromSeconds(3)));
        Assert.Equal("refused", failure.Message);
    }

    [Fact]
    public async Task Ask_AnsweredWithAnotherType_Throws()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        await Assert.ThrowsAsync<ArgumentException>(() => target.Ask<int>("hello", TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task Ask_ManyAtOnce_EachGetsItsOwnAnswer()
    {
        var target = Sys.ActorOf(Props.Create(() => new Echo()));
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => target.Ask<string>($"{i}", TimeSpan.FromSeconds(10))));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), answers);
    }

    [Fact]
    public async Task Ask_WithMessageFactory_GetsTheReplyReference()
    {
        var target = Sys.ActorOf(Props.Create(() => new RefReplier()));
        Assert.Equal("yours", await target.Ask<string>(replyTo => replyTo, TimeSpan.FromSeconds(3), CancellationToken.None));
    }

    [Fact]
    public void PipeTo_SendsTheResult()
    {
        Task.FromResult("done").PipeTo(TestActor);
        ExpectMsg("done");
    }

    [Fact]
    public void PipeTo_FailedTask_SendsFailure()
    {
        Task.FromException<string>(new NotSupportedException("refused")).PipeTo(TestActor);
        Assert.IsType<NotSupportedException>(ExpectMsg<Status.Failure>().Cause.GetBaseException());
    }

    [Fact]
    public void PipeTo_MapsBothOutcomes()
    {
        Task.FromResult(1).PipeTo(TestActor, success: number => $"got {number}");
        ExpectMsg("got 1");
        Task.FromException<int>(new NotSupportedException("refused")).PipeTo(TestActor, failure: cause => cause.GetBaseException().Message);
        ExpectMsg("refused");
    }

    [Fact]
    public void PipeTo_TaskWithoutResult_SendsWhatIsMadeOfIt()
    {
        Task.CompletedTask.PipeTo(TestActor, success: () => "done");
        ExpectMsg("done");
    }

    [Fact]
    public void PipeTo_WithoutASender_HasNone()
    {
        var target = Sys.ActorOf(Props.Create(() => new Piper(TestActor)));
        target.Tell("go");
        ExpectMsg("piped");
        Assert.Equal(Sys.DeadLetters, LastSender);
    }

    private sealed class Silent : ReceiveActor
    {
        private IActorRef _asker = ActorRefs.Nobody;

        public Silent()
        {
            Receive<string>(message => message == "answer now", _ => _asker.Tell("late"));
            Receive<string>(_ => _asker = Sender);
        }
    }

    private sealed class Refuser : ReceiveActor
    {
        public Refuser() => ReceiveAny(_ => Sender.Tell(new Status.Failure(new NotSupportedException("refused"))));
    }

    private sealed class RefReplier : ReceiveActor
    {
        public RefReplier() => Receive<IActorRef>(replyTo => replyTo.Tell("yours"));
    }

    private sealed class Piper : ReceiveActor
    {
        public Piper(IActorRef to) => ReceiveAny(_ => Task.Run(() => "piped").PipeTo(to));
    }
}
