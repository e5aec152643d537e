namespace Akka.Actor;

public static class WatchAsyncSupport
{
    /// <summary>True when the actor is gone, false when the token was cancelled before.</summary>
    public static async Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default)
    {
        var watched = (IInternalActorRef)target;
        if (watched.System is not { } system)
            return true;
        var watcher = new FutureActorRef<Terminated>(system, Timeout.InfiniteTimeSpan, token);
        watched.SendSystemMessage(new SystemMessage.Watch(watched, watcher));
        try
        {
            await watcher.Task.ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            watched.SendSystemMessage(new SystemMessage.Unwatch(watcher));
            return false;
        }
    }
}
