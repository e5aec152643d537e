namespace Akka.Actor;

public class PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
    : ActorInitializationException(
        actor, $"Exception in PreRestart(exception = {cause?.GetType()}, message = {optionalMessage?.GetType()})", restartException)
{
    public object OptionalMessage { get; } = optionalMessage!;
    public Exception RestartException { get; } = restartException;
}
