namespace Akka.Configuration;

public class ConfigurationException(string message, Exception? exception) : AkkaException(message, exception)
{
    public ConfigurationException(string message)
        : this(message, null) { }
}
