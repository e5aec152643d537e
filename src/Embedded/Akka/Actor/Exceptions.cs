namespace Akka.Actor;

public abstract class AkkaException : Exception
{
    protected AkkaException() { }

    protected AkkaException(string? message, Exception? cause = null)
        : base(message, cause) { }

    protected Exception? Cause => InnerException;
}

/// <summary>The actor's constructor or PreStart failed.</summary>
public class ActorInitializationException(IActorRef? actor, string message, Exception? cause = null) : AkkaException(message, cause)
{
    public ActorInitializationException(string message)
        : this(null, message) { }

    public ActorInitializationException(string message, Exception cause)
        : this(null, message, cause) { }

    public IActorRef Actor { get; set; } = actor!;

    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}

public class PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
    : ActorInitializationException(
        actor, $"Exception in PreRestart(exception = {cause?.GetType()}, message = {optionalMessage?.GetType()})", restartException)
{
    public object OptionalMessage { get; } = optionalMessage!;
    public Exception RestartException { get; } = restartException;
}

public class PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
    : ActorInitializationException(actor, $"Exception post restart ({originalCause?.GetType()})", cause)
{
    public Exception OriginalCause { get; } = originalCause!;
}

/// <summary>A <see cref="Terminated"/> that the watcher did not handle.</summary>
public class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor [{deadActor}] terminated")
{
    public IActorRef DeadActor { get; } = deadActor;
}

public class ActorKilledException(string message) : AkkaException(message);

public class ActorNotFoundException(string message, Exception? innerException = null) : AkkaException(message, innerException);

public class AskTimeoutException(string message) : AkkaException(message);

public class IllegalActorStateException(string message) : AkkaException(message);

public class InvalidActorNameException(string message) : AkkaException(message);

public class InvalidMessageException(string message) : AkkaException(message);

public class StashOverflowException(string message, Exception? cause = null) : AkkaException(message, cause);

public sealed class SchedulerException(string message) : AkkaException(message);
