using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>Subscription by type, base type and interface, and its end.</summary>
public sealed class EventStreamTests : TestKit
{
    private interface IFact;

    [Fact]
    public void Subscriber_GetsTheExactType()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Derived));
        Sys.EventStream.Publish(new Derived());
        ExpectMsg<Derived>();
    }

    [Fact]
    public void Subscriber_GetsDerivedTypes_NotBaseTypes()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Derived));
        Sys.EventStream.Publish(new Base());
        Sys.EventStream.Publish(new MoreDerived());
        ExpectMsg<MoreDerived>();
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Subscriber_GetsByInterface()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(IFact));
        Sys.EventStream.Publish(new Base());
        Sys.EventStream.Publish(new Derived());
        ExpectMsg<Derived>();
    }

    [Fact]
    public void SubscriberOfBaseAndInterface_GetsEachEventOnce()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(IFact));
        Sys.EventStream.Subscribe(TestActor, typeof(Base));
        Sys.EventStream.Publish(new Derived());
        ExpectMsg<Derived>();
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void SubscribeTwice_SecondIsFalse()
    {
        Assert.True(Sys.EventStream.Subscribe(TestActor, typeof(Base)));
        Assert.False(Sys.EventStream.Subscribe(TestActor, typeof(Base)));
    }

    [Fact]
    public void SubscribeAfterThePublishing_GetsLaterEventsOnly()
    {
        Sys.EventStream.Publish(new Base());
        Sys.EventStream.Subscribe(TestActor, typeof(Base));
        Sys.EventStream.Publish(new Derived());
        ExpectMsg<Derived>();
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Unsubscribe_FromOneType_KeepsTheOthers()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Derived));
        Sys.EventStream.Subscribe(TestActor, typeof(string));
        Assert.True(Sys.EventStream.Unsubscribe(TestActor, typeof(Derived)));
        Sys.EventStream.Publish(new Derived());
        Sys.EventStream.Publish("text");
        ExpectMsg("text");
    }

    [Fact]
    public void Unsubscribe_FromAll_EndsAll()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Derived));
        Sys.EventStream.Subscribe(TestActor, typeof(string));
        Assert.True(Sys.EventStream.Unsubscribe(TestActor));
        Sys.EventStream.Publish(new Derived());
        Sys.EventStream.Publish("text");
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void SubscriberDies_ItsSubscriptionEnds()
    {
        var subscriber = Sys.ActorOf(Props.Create(() => new Echo()));
        Sys.EventStream.Subscribe(subscriber, typeof(Base));
        Watch(subscriber);
        Sys.Stop(subscriber);
        ExpectTerminated(subscriber);
        // Once the subscription is gone, events are no dead letters of the dead subscriber.
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        AwaitAssert(() =>
        {
            Sys.EventStream.Publish(new Base());
            ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        });
    }

    [Fact]
    public void LogLevel_DecidesWhatIsPublished()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(LogEvent));
        Log.Debug("not at level {0}", "info");
        Log.Info("number {0}", 1);
        Log.Warning("number {0} and {1}", 1, "two");
        Log.Error(new InvalidOperationException("cause"), "number {0}", 3);
        Assert.Equal("number 1", ExpectMsg<Info>().Message.ToString());
        Assert.Equal("number 1 and two", ExpectMsg<Warning>().Message.ToString());
        var error = ExpectMsg<Error>();
        Assert.Equal("number 3", error.Message.ToString());
        Assert.Equal("cause", error.Cause.Message);
    }

    [Fact]
    public void ActorsLogger_HasItsPathAsSource() =>
        EventFilter.Info("hello", source: $"akka://{Sys.Name}/user/logging").ExpectOne(
            () => Sys.ActorOf(Props.Create(() => new LoggingActor()), "logging").Tell("hello"));

    private class Base;

    private class Derived : Base, IFact;

    private sealed class MoreDerived : Derived;

    private sealed class LoggingActor : ReceiveActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public LoggingActor() => Receive<string>(message => _log.Info(message));
    }
}
