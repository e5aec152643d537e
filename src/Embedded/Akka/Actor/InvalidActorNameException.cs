namespace Akka.Actor;

public class InvalidActorNameException(string message) : AkkaException(message);
