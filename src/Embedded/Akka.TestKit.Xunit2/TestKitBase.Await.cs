namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Repeats the assertion until it passes; the last failure counts when the time is up.</summary>
    public void AwaitAssert(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Wait(AwaitAssertAsync(assertion, duration, interval, cancellationToken));
    public Task AwaitAssertAsync(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        AwaitAssertAsync(() => Completed(assertion), duration, interval, cancellationToken);
    public async Task AwaitAssertAsync(
        Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default)
    {
        var end = Now + RemainingOrDilated(duration);
        while (true)
        {
            try
            {
                await assertion().ConfigureAwait(false);
                return;
            }
            catch (Exception) when (Now < end)
            {
                await Task.Delay(interval ?? PollInterval, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, null, null, null, cancellationToken);
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null,
        CancellationToken cancellationToken = default) =>
        Wait(AwaitConditionAsync(conditionIsFulfilled, max, interval, message, cancellationToken));
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, null, cancellationToken);
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null,
        CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), max, interval, message, cancellationToken);
    public async Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null,
        CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        for (var end = Now + limit; !await conditionIsFulfilled().ConfigureAwait(false);)
        {
            if (limit >= TimeSpan.Zero && Now >= end)
                Fail($"Timeout {limit} expired while waiting for condition. {message}");
            await Task.Delay(interval ?? PollInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The block must end in time; expectations inside share what is left of it.</summary>
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Wait(WithinAsync(max, () => Completed(action), epsilonValue, cancellationToken));
    public Task WithinAsync(
        TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);
    public async Task WithinAsync(
        TimeSpan min, TimeSpan max, Func<Task> actionAsync, string? hint = null, TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (start, outer, limit) = (Now, _deadline, RemainingOr(Dilated(max)));
        _deadline = start + limit;
        _lastWasNoMessage = false;
        try
        {
            await actionAsync().ConfigureAwait(false);
        }
        finally
        {
            _deadline = outer;
        }

        var elapsed = Now - start;
        // A block that ends with ExpectNoMsg has used up its time on purpose.
        if (elapsed < min || (elapsed > limit + (epsilonValue ?? TimeSpan.Zero) && !_lastWasNoMessage))
            Fail($"Failed: Block took {elapsed}, expected between {min} and {limit}. {hint}");
    }

    internal static Task Completed(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
