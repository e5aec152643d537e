using Akka.Actor;

namespace DicomActors.Connections;

/// <summary>
/// To be told the events of one connection, from now on, or no more: for code that is not an actor and has no use for those of
/// every other connection. Actors subscribe to the EventStream.
/// </summary>
/// <param name="Subscriber">Called while events are told, so it only enqueues.</param>
/// <param name="IsWanted">Whether to begin or to end.</param>
internal sealed record EventSubscription(ICanTell Subscriber, bool IsWanted);
