using DicomActors.Clients;

namespace DicomActors.Tests.Clients;

public sealed class PoolPolicyTests
{
    private static readonly PoolView Nothing = new(
        Queued: 0, Unserved: 0, HeadUnserved: false, Established: 0, Open: 0, Idle: 0, Free: 0, Opening: 0, Closing: 0);

    private static readonly PoolView OneBusy = Nothing with { Established = 1, Open = 1 };

    private static PoolDecision Decide(PoolView view, int cap = 4) => PoolPolicy.Decide(view, cap, queuedPerAssociation: 5);

    [Fact]
    public void NothingQueued_NothingIsOpened() => Assert.Equal(default, Decide(Nothing));

    [Fact]
    public void FirstRequest_OneIsOpened() =>
        Assert.Equal(new PoolDecision(1, 0), Decide(Nothing with { Queued = 1, Unserved = 1, HeadUnserved = true }));

    [Fact]
    public void DeepQueueAndNoneAcceptedYet_OnlyOneIsOpened() =>
        Assert.Equal(1, Decide(Nothing with { Queued = 1000, Unserved = 1000, HeadUnserved = true }).ToOpen);

    [Fact]
    public void DeepQueueAndOneOpening_NoneIsOpened() => Assert.Equal(0, Decide(Nothing with { Queued = 1000, Opening = 1 }).ToOpen);

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(14, 2)]
    [InlineData(15, 3)]
    [InlineData(1000, 3)]
    public void OneBusy_Queue_JustifiesOneMorePerFive(int queued, int expected) =>
        Assert.Equal(expected, Decide(OneBusy with { Queued = queued }).ToOpen);

    [Fact]
    public void OpenOnesHaveRoomForTheQueue_NoneIsOpened() =>
        Assert.Equal(0, Decide(OneBusy with { Idle = 1, Queued = 5, Free = 1 }).ToOpen);

    [Fact]
    public void ThoseOpening_CountForTheQueue() => Assert.Equal(1, Decide(OneBusy with { Queued = 10, Opening = 1 }).ToOpen);

    [Fact]
    public void ThoseClosing_CountAgainstTheCap() =>
        Assert.Equal(1, Decide(OneBusy with { Queued = 1000, Established = 3, Closing = 2 }).ToOpen);

    [Fact]
    public void AllAcceptedOnesAreClosing_MoreThanOneIsOpened() =>
        Assert.Equal(2, Decide(Nothing with { Queued = 1000, Unserved = 1000, Established = 2, Closing = 2 }).ToOpen);

    [Fact]
    public void OneRequestNobodyServes_OneMoreIsOpened() =>
        Assert.Equal(new PoolDecision(1, 0), Decide(OneBusy with { Queued = 1, Unserved = 1, HeadUnserved = true }));

    [Fact]
    public void NobodyServesAndAtTheCap_AnIdleOneMakesRoom() =>
        Assert.Equal(new PoolDecision(0, 1), Decide(OneBusy with { Idle = 1, Free = 1, Queued = 1, Unserved = 1 }, cap: 1));

    [Fact]
    public void NobodyServesAndAtTheCapAndAllBusy_MakesRoomOnlyWhenItsTurnHasCome()
    {
        var view = OneBusy with { Queued = 3, Unserved = 1 };

        Assert.Equal(0, Decide(view, cap: 1).ToRelease);
        Assert.Equal(1, Decide(view with { HeadUnserved = true }, cap: 1).ToRelease);
    }

    [Fact]
    public void NobodyServesAndRoomIsBeingMade_NoMoreIsMade() =>
        Assert.Equal(0, Decide(OneBusy with { Queued = 1, Unserved = 1, HeadUnserved = true, Closing = 1, Established = 2 }, cap: 2).ToRelease);

    [Fact]
    public void CapWasLowered_TheSurplusIsReleased() =>
        Assert.Equal(new PoolDecision(0, 3), Decide(Nothing with { Queued = 1000, Established = 4, Open = 4 }, cap: 1));

    [Fact]
    public void AnyView_Decision_NeverExceedsTheCap()
    {
        var random = new Random(6);
        for (var i = 0; i < 20_000; i++)
        {
            var open = random.Next(5);
            var closing = random.Next(5);
            var queued = random.Next(100);
            var unserved = random.Next(queued + 1);
            var view = new PoolView(
                queued, unserved, HeadUnserved: unserved > 0 && random.Next(2) == 0, Established: open + random.Next(closing + 1),
                open, random.Next(open + 1), random.Next(10), random.Next(5), closing);
            var cap = random.Next(1, 10);

            var decision = Decide(view, cap);

            var taken = view.Open + view.Opening + view.Closing;
            Assert.True(decision.ToOpen == 0 || taken + decision.ToOpen <= cap, $"{view} with cap {cap}: {decision}");
            Assert.True(decision.ToOpen >= 0 && decision.ToRelease >= 0 && decision.ToRelease <= view.Open, $"{view} with cap {cap}: {decision}");

            // Never stuck: what waits is served by somebody, or something is on its way that will change that.
            var progresses = queued == 0 || queued > unserved || decision.ToOpen > 0 || decision.ToRelease > 0
                || view.Opening > 0 || view.Closing > 0 || view.Open > view.Idle;
            Assert.True(progresses, $"{view} with cap {cap}: {decision} leaves the queue waiting for ever");
        }
    }
}
