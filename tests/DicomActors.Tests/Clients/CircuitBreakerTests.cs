using DicomActors.Clients;

namespace DicomActors.Tests.Clients;

public sealed class CircuitBreakerTests
{
    private const int Threshold = 3;
    private static readonly TimeSpan OpenFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Now = TimeSpan.FromMinutes(1);

    private static CircuitBreaker Open { get; } = Fail(Fail(Fail(CircuitBreaker.Closed)));

    private static CircuitBreaker Fail(CircuitBreaker circuit) => circuit.Failed(Now, Threshold, OpenFor);

    [Fact]
    public void Closed_FailuresBelowTheThreshold_StaysClosed()
    {
        var circuit = Fail(Fail(CircuitBreaker.Closed));

        Assert.Equal((CircuitState.Closed, 2), (circuit.State, circuit.Failures));
        Assert.True(circuit.MayTry(Now, opening: 5));
    }

    [Fact]
    public void Closed_FailuresReachTheThreshold_Opens()
    {
        Assert.Equal((CircuitState.Open, Now + OpenFor), (Open.State, Open.OpenUntil));
        Assert.False(Open.MayTry(Now + OpenFor - TimeSpan.FromTicks(1), opening: 0));
        Assert.True(Open.MayTry(Now + OpenFor, opening: 0));
    }

    [Fact]
    public void Open_TimeHasNotCome_TryingChangesNothing() => Assert.Equal(Open, Open.Tried(Now));

    [Fact]
    public void Open_TimeHasCome_TryingMakesItHalfOpenForOneAssociation()
    {
        var half = Open.Tried(Now + OpenFor);

        Assert.Equal(CircuitState.HalfOpen, half.State);
        Assert.True(half.MayTry(Now + OpenFor, opening: 0));
        Assert.False(half.MayTry(Now + OpenFor, opening: 1));
    }

    [Fact]
    public void HalfOpen_OneFailure_OpensAgain()
    {
        var later = Now + OpenFor;
        var again = Open.Tried(later).Failed(later, Threshold, OpenFor);

        Assert.Equal((CircuitState.Open, later + OpenFor, Threshold + 1), (again.State, again.OpenUntil, again.Failures));
    }

    [Fact]
    public void Closed_IsWhatFollowsAnyWork() => Assert.Equal((CircuitState.Closed, 0), (CircuitBreaker.Closed.State, CircuitBreaker.Closed.Failures));
}
