using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Engine;

namespace DicomActors.Events;

/// <summary>
/// The connection is over: the last event of its connection, published exactly once, also if it never opened.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="End">The one reason, with the abort, rejection or exception behind it.</param>
public sealed record ConnectionClosedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    ConnectionEnd End)
    : ConnectionEvent(ConnectionId, Connection, Timestamp)
{
    /// <summary>The exception behind the end, if there was one.</summary>
    public Exception? Exception => End.Exception;
}
