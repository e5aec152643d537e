namespace Akka.Hosting;

public class ActorRegistryException(string message, Exception innerException) : Exception(message, innerException)
{
    public ActorRegistryException(string message)
        : this(message, null!) { }
}
