namespace Akka.Actor;

public class PreRestartException : ActorInitializationException
{
    public PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
        : base(actor, $"Exception in PreRestart(exception = {cause?.GetType()}, message = {optionalMessage?.GetType()})", restartException)
    {
        RestartException = restartException;
        OptionalMessage = optionalMessage!;
    }

    public object OptionalMessage { get; }

    public Exception RestartException { get; }
}
