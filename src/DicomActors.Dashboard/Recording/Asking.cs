using Akka.Actor;

namespace DicomActors.Dashboard.Recording;

/// <summary>Questions to actors that may be gone by now.</summary>
internal static class Asking
{
    /// <summary>How long an answer may take before the dashboard goes on without it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The answer, or null if the actor has ended or does not answer in time.</summary>
    public static async Task<T?> OrNothingAsync<T>(this IActorRef actor, object question, CancellationToken cancellationToken)
        where T : class
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(Patience);
        var answer = actor.Ask<T>(question, Timeout.InfiniteTimeSpan, over.Token);

        // Without the watch a page would wait out its time for each connection that ended a moment ago.
        await Task.WhenAny(answer, actor.WatchAsync(over.Token)).ConfigureAwait(false);
        var inTime = answer.IsCompletedSuccessfully ? answer.Result : null;
        await over.CancelAsync().ConfigureAwait(false);
        return inTime;
    }
}
