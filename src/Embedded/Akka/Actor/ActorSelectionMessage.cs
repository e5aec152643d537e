namespace Akka.Actor;

public class ActorSelectionMessage : IAutoReceivedMessage, IPossiblyHarmful, IWrappedMessage
{
    internal ActorSelectionMessage(object message, IReadOnlyList<string> path)
    {
        Message = message;
        Path = path;
    }

    public object Message { get; }
    internal IReadOnlyList<string> Path { get; }
}
