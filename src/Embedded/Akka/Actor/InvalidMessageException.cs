namespace Akka.Actor;

public class InvalidMessageException(string message) : AkkaException(message);
