namespace Akka.Actor;

public static class GracefulStopSupport
{
    /// <summary>Sends a <see cref="PoisonPill"/> and completes when the actor is gone: true, or when the time is up: false.</summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => target.GracefulStop(timeout, PoisonPill.Instance);

    /// <summary>Sends the message, which must make the actor stop, and completes when the actor is gone: true, or when the time is up: false.</summary>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        using var deadline = new CancellationTokenSource(timeout);
        var gone = target.WatchAsync(deadline.Token);
        target.Tell(stopMessage, ActorRefs.NoSender);
        return await gone.ConfigureAwait(false);
    }
}
