namespace Akka.Actor;

public class AskTimeoutException(string message) : AkkaException(message);
