namespace Akka.Actor;

public class PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
    : ActorInitializationException(
        actor, $"Exception in PreRestart(exception = {cause?.GetType()}, message = {optionalMessage?.GetType()})", restartException);
