using DicomActors.Clients;

namespace DicomActors.Tests.Clients;

public sealed class BackoffTests
{
    private static readonly Backoff Sure = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), Jitter: 0);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 10)]
    [InlineData(1000, 10)]
    [InlineData(int.MaxValue, 10)]
    public void NoJitter_After_DoublesUpToTheLast(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Sure.After(failures, chance: 0.3));

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0.5, 3)]
    [InlineData(1, 4)]
    public void HalfJitter_After_LeavesHalfOfTheWaitToChance(double chance, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), (Sure with { Jitter = 0.5 }).After(3, chance));

    [Fact]
    public void NoFailure_After_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Sure.After(0, 0));
}
