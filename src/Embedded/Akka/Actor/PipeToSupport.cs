namespace Akka.Actor;

/// <summary>Sends the outcome of a task to an actor: its result, or a <see cref="Status.Failure"/>.</summary>
public static class PipeToSupport
{
    public static Task PipeTo<T>(
        this Task<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, sender, result => success is null ? result! : success(result), failure);

    public static Task PipeTo(
        this Task taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null,
        Func<Exception, object>? failure = null)
    {
        return Pipe(Completion(), recipient, sender, _ => success?.Invoke(), failure);

        async Task<Done> Completion()
        {
            await taskToPipe.ConfigureAwait(false);
            return Done.Instance;
        }
    }

    private static async Task Pipe<T>(
        Task<T> task, ICanTell recipient, IActorRef? sender, Func<T, object?> success, Func<Exception, object>? failure)
    {
        object? message;
        try
        {
            message = success(await task.ConfigureAwait(false));
        }
        catch (Exception e)
        {
            message = failure is null ? new Status.Failure(e) : failure(e);
        }

        // A task without a result has nothing to say when all went well.
        if (message is not null)
            recipient.Tell(message, sender);
    }
}
