using DicomActors.Clients;

namespace DicomActors.Tests.Clients;

public sealed class RateLimitTests
{
    [Fact]
    public void NoLimit_AnyNumber_NeverWaits()
    {
        var limit = RateLimit.Of(double.PositiveInfinity, TimeSpan.Zero);
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(TimeSpan.Zero, limit.WaitAt(TimeSpan.Zero));
            limit = limit.TakenAt(TimeSpan.Zero);
        }
    }

    [Fact]
    public void FullBucket_OneSecondsWorth_GoesAtOnceAndThenWaits()
    {
        var limit = RateLimit.Of(10, TimeSpan.Zero);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(TimeSpan.Zero, limit.WaitAt(TimeSpan.Zero));
            limit = limit.TakenAt(TimeSpan.Zero);
        }

        Assert.InRange(limit.WaitAt(TimeSpan.Zero), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100.01));
    }

    [Fact]
    public void Wait_IsOver_ARequestMayGo()
    {
        var limit = RateLimit.Of(0.5, TimeSpan.Zero).TakenAt(TimeSpan.Zero);
        var wait = limit.WaitAt(TimeSpan.Zero);

        Assert.InRange(wait, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.001));
        Assert.Equal(TimeSpan.Zero, limit.WaitAt(wait));
    }

    [Fact]
    public void LongPause_Bucket_HoldsNoMoreThanOneSecondsWorth()
    {
        var limit = RateLimit.Of(5, TimeSpan.Zero);
        var now = TimeSpan.FromHours(1);
        var sent = 0;
        for (; limit.WaitAt(now) == TimeSpan.Zero; sent++)
        {
            limit = limit.TakenAt(now);
        }

        Assert.Equal(5, sent);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(3)]
    [InlineData(250)]
    public void SentAsEarlyAsAllowed_InTenSeconds_IsTheRateAndTheFirstBucket(double perSecond)
    {
        var limit = RateLimit.Of(perSecond, TimeSpan.Zero);
        var now = TimeSpan.Zero;
        var sent = 0;
        while (now <= TimeSpan.FromSeconds(10))
        {
            if (limit.WaitAt(now) is var wait && wait > TimeSpan.Zero)
            {
                now += wait;
                continue;
            }

            limit = limit.TakenAt(now);
            sent++;
        }

        Assert.InRange(sent, (10 * perSecond) - 1, (10 * perSecond) + Math.Max(1, perSecond) + 1);
    }
}
