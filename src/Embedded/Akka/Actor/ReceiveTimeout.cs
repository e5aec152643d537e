namespace Akka.Actor;

public class ReceiveTimeout
{
    private ReceiveTimeout() { }

    public static ReceiveTimeout Instance { get; } = new();
}
