namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync<T>(duration, hint, cancellationToken));
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync(message, timeout, hint, cancellationToken));
    public T ExpectMsg<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync(isMessage, timeout, hint, cancellationToken));
    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync(assert, timeout, hint, cancellationToken));
    public async ValueTask<T> ExpectMsgAsync<T>(
        TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        await Next<T>(duration, hint, cancellationToken).ConfigureAwait(false);

    public async ValueTask<T> ExpectMsgAsync<T>(
        T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var received = await Next<T>(timeout, hint, cancellationToken).ConfigureAwait(false);
        Xunit.Assert.Equal(message, received);
        return received;
    }

    public async ValueTask<T> ExpectMsgAsync<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var received = await Next<T>(timeout, hint, cancellationToken).ConfigureAwait(false);
        if (!isMessage(received))
            Fail($"Got a message of the expected type <{typeof(T)}>, but {received} does not fulfil the condition. {hint}");
        return received;
    }

    public async ValueTask<T> ExpectMsgAsync<T>(
        Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var received = await Next<T>(timeout, hint, cancellationToken).ConfigureAwait(false);
        assert(received);
        return received;
    }

    /// <summary>All of these, in any order, and nothing between them.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => ExpectMsgAllOf(RemainingOrDefault, messages);

    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages)
    {
        var received = ReceiveN(messages.Length, max).Cast<T>().ToList();
        var missing = messages.Where(message => !received.Contains(message)).ToList();
        if (missing.Count > 0)
            Fail($"Not received: {string.Join(", ", missing)}. Received: {string.Join(", ", received)}");
        return received;
    }

    public Terminated ExpectTerminated(
        IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectTerminatedAsync(target, timeout, hint, cancellationToken));
    public ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<Terminated>(
            terminated => terminated.ActorRef.Equals(target), timeout, $"Terminated of {target} expected. {hint}", cancellationToken);

    public void ExpectNoMsg(CancellationToken cancellationToken = default) => ExpectNoMsg(RemainingOrDefault, cancellationToken);
    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        Wait(ExpectNoMsgAsync(duration, cancellationToken).AsTask());
    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(RemainingOrDefault, cancellationToken);

    public async ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default)
    {
        var received = await Take(Dilated(duration), cancellationToken).ConfigureAwait(false);
        _lastWasNoMessage = true;
        if (received is { } envelope)
            Fail($"Expected no messages during {duration}, instead received {envelope}.");
    }

    /// <summary>The first message of the type that fulfils the condition; those before it are thrown away.</summary>
    public T FishForMessage<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Wait(FishForMessageAsync(isMessage, max, hint, cancellationToken));

    public async ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var end = Now + limit;
        while (true)
        {
            var left = end > Now ? end - Now : TimeSpan.Zero;
            if (await Take(left, cancellationToken).ConfigureAwait(false) is not { } envelope)
            {
                Fail($"Timeout ({limit}) during fishForMessage of <{typeof(T)}>. {hint}");
            }
            else if (envelope.Message is T typed && isMessage(typed))
            {
                return typed;
            }
        }
    }

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveN(numberOfMessages, RemainingOrDefault, cancellationToken);
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        Wait(new ValueTask<List<object>>(ReceiveAll(numberOfMessages, max, cancellationToken)));
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveNAsync(numberOfMessages, RemainingOrDefault, cancellationToken);

    public async IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages, TimeSpan max,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var end = Now + max;
        for (var received = 0; received < numberOfMessages; received++)
        {
            var left = end > Now ? end - Now : TimeSpan.Zero;
            if (await Take(left, cancellationToken).ConfigureAwait(false) is not { } envelope)
                Fail($"Timeout ({max}) while expecting {numberOfMessages} messages. Only got {received} after {max}.");
            else
                yield return envelope.Message;
        }
    }

    private async Task<List<object>> ReceiveAll(int count, TimeSpan max, CancellationToken cancellationToken)
    {
        var received = new List<object>(count);
        await foreach (var message in ReceiveNAsync(count, max, cancellationToken).ConfigureAwait(false))
        {
            received.Add(message);
        }

        return received;
    }

    private async ValueTask<T> Next<T>(TimeSpan? timeout, string? hint, CancellationToken cancellationToken)
    {
        var limit = RemainingOrDilated(timeout);
        var received = await Take(limit, cancellationToken).ConfigureAwait(false);
        if (received is not { } envelope)
        {
            Fail($"Failed: Timeout {limit} while waiting for a message of type {typeof(T)}. {hint}");
        }
        else if (envelope.Message is T message)
        {
            return message;
        }
        else
        {
            Fail($"Failed: Expected a message of type {typeof(T)}, but received {{{envelope.Message}}} "
                + $"(type {envelope.Message.GetType()}) instead from {envelope.Sender}. {hint}");
        }

        return default!;
    }

    private async ValueTask<Envelope?> Take(TimeSpan max, CancellationToken cancellationToken)
    {
        var envelope = await _queue.TakeAsync(max, cancellationToken).ConfigureAwait(false);
        _lastWasNoMessage = false;
        LastSender = envelope?.Sender!;
        return envelope;
    }
}
