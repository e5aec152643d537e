using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Events;

/// <summary>Base of the events that concern one outgoing request.</summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="RequestId">The request, as named by <see cref="SendRequest"/> or <see cref="Converse"/>.</param>
/// <param name="Request">The request itself.</param>
public abstract record RequestEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp, RequestId RequestId, DimseRequest Request)
    : ConnectionEvent(ConnectionId, Connection, Timestamp)
{
    /// <summary>
    /// Whether this is the last event of its request. Every accepted request has exactly one such event:
    /// <see cref="RequestCompletedEvent"/>, <see cref="RequestTimedOutEvent"/>, <see cref="RequestCancelledEvent"/> or
    /// <see cref="RequestFailedEvent"/>.
    /// </summary>
    public virtual bool IsTerminal => false;
}
