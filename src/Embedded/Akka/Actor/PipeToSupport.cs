namespace Akka.Actor;

/// <summary>Sends the outcome of a task to an actor: its result, or a <see cref="Status.Failure"/>.</summary>
public static class PipeToSupport
{
    public static Task PipeTo<T>(
        this Task<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, Sender(sender), success, failure);

    public static Task PipeTo<T>(
        this Task<T> taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null,
        Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, Sender(sender), success, failure);

    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe.AsTask(), recipient, Sender(sender), success, failure);

    public static Task PipeTo(
        this Task taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, Sender(sender), success, failure);

    public static Task PipeTo(
        this Task taskToPipe, ICanTell recipient, bool useConfigureAwait, IActorRef? sender = null, Func<object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, Sender(sender), success, failure);

    public static Task PipeTo(
        this ValueTask taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe.AsTask(), recipient, Sender(sender), success, failure);

    private static IActorRef? Sender(IActorRef? sender) => sender ?? ActorCell.Current?.Self;

#pragma warning disable CA1031 // The task's failure, whatever it is, becomes the recipient's message.
    private static async Task Pipe<T>(
        Task<T> task, ICanTell recipient, IActorRef? sender, Func<T, object>? success, Func<Exception, object>? failure)
    {
        object message;
        try
        {
            var result = await task.ConfigureAwait(false);
            message = success is null ? result! : success(result);
        }
        catch (Exception e)
        {
            message = Failed(e, failure);
        }

        recipient.Tell(message, sender);
    }

    private static async Task Pipe(
        Task task, ICanTell recipient, IActorRef? sender, Func<object>? success, Func<Exception, object>? failure)
    {
        object? message;
        try
        {
            await task.ConfigureAwait(false);
            message = success?.Invoke();
        }
        catch (Exception e)
        {
            message = Failed(e, failure);
        }

        // A task without a result has nothing to say when all went well.
        if (message is not null)
        {
            recipient.Tell(message, sender);
        }
    }
#pragma warning restore CA1031

    private static object Failed(Exception cause, Func<Exception, object>? failure) =>
        failure is null ? new Status.Failure(cause) : failure(cause);
}
