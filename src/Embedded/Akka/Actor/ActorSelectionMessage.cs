namespace Akka.Actor;

internal sealed record ActorSelectionMessage(object Message, IReadOnlyList<string> Path) : IAutoReceivedMessage;
