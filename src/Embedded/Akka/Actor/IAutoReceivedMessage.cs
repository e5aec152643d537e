namespace Akka.Actor;

/// <summary>Handled by the runtime, not by the actor's behaviour.</summary>
public interface IAutoReceivedMessage;
