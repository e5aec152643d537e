using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace Runtime.Conformance;

/// <summary>Event filters: what they match, and how often.</summary>
public sealed class EventFilterTests : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    public EventFilterTests()
        : base("akka.loglevel = DEBUG")
    {
    }

    [Fact]
    public void EachLevel_HasItsFilter()
    {
        EventFilter.Debug("text").ExpectOne(() => Log.Debug("text"));
        EventFilter.Info(contains: "ex").ExpectOne(() => Log.Info("text"));
        EventFilter.Warning(start: "te").ExpectOne(() => Log.Warning("text"));
        EventFilter.Error("text").ExpectOne(() => Log.Error(new InvalidOperationException("cause"), "text"));
        EventFilter.ForLogLevel(LogLevel.InfoLevel, "text").ExpectOne(() => Log.Info("text"));
    }

    [Fact]
    public void Exception_MatchesTypeAndText() =>
        EventFilter.Exception<InvalidOperationException>(contains: "cause").ExpectOne(() =>
        {
            Log.Error(new ArgumentException("cause"), "other");
            Log.Error(new InvalidOperationException("cause"), "text");
        });

    [Fact]
    public void Source_MustBeTheSame() =>
        EventFilter.Info("text", source: $"akka://{Sys.Name}/user/talker").ExpectOne(() =>
        {
            Log.Info("text");
            Sys.ActorOf(Props.Create(() => new Talker()), "talker").Tell("text");
        });

    [Fact]
    public void DeadLetter_MatchesTheLostMessage()
    {
        var dead = Sys.ActorOf(Props.Create(() => new Echo()));
        Watch(dead);
        Sys.Stop(dead);
        ExpectTerminated(dead);
        EventFilter.DeadLetter().ExpectOne(() => dead.Tell("lost"));
        EventFilter.DeadLetter<int>(number => number > 1).ExpectOne(() =>
        {
            dead.Tell(1);
            dead.Tell(2);
        });
    }

    [Fact]
    public void Custom_MatchesWhatTheConditionSays() =>
        EventFilter.Custom<Warning>(warning => warning.Message.ToString() == "2").Expect(1, () =>
        {
            Log.Info("2");
            Log.Warning("1");
            Log.Warning("2");
        });

    [Fact]
    public async Task AsyncVariants_CountTheSame()
    {
        await EventFilter.Info("text").ExpectOneAsync(Write);
        await EventFilter.Info("text").ExpectOneAsync(TimeSpan.FromSeconds(3), Write);
        await EventFilter.Info("text").ExpectAsync(1, Write);
        await EventFilter.Info("text").ExpectAsync(1, TimeSpan.FromSeconds(3), Write);

        async Task Write()
        {
            await Task.Yield();
            Log.Info("text");
        }
    }

    [Fact]
    public void TooFewOrTooMany_Fail()
    {
        Assert.ThrowsAny<Exception>(() => EventFilter.Info("text").Expect(2, Short, () => Log.Info("text")));
        Assert.ThrowsAny<Exception>(() => EventFilter.Info("text").Expect(1, Short, () =>
        {
            Log.Info("text");
            Log.Info("text");
            Log.Info("text");
        }));
        Assert.ThrowsAny<Exception>(() => EventFilter.Info("text").ExpectOne(Short, () => { }));
    }

    private sealed class Talker : ReceiveActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public Talker() => Receive<string>(text => _log.Info(text));
    }
}
