namespace Akka.Actor;

public class ActorNotFoundException(string message, Exception? innerException = null) : AkkaException(message, innerException);
