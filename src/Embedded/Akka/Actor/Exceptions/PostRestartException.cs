namespace Akka.Actor;

public class PostRestartException : ActorInitializationException
{
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, $"Exception post restart ({originalCause?.GetType()})", cause) => OriginalCause = originalCause!;

    public Exception OriginalCause { get; }
}
