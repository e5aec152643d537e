using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Events;

/// <summary>
/// A request of the peer got its final answer: the counterpart of <see cref="RequestReceivedEvent"/>. One that was refused while its data
/// set arrived, or because its message id is in use, has only this event; one whose connection ended before it was answered only the other.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="MessageId">The message id the peer gave the request.</param>
/// <param name="Request">The request.</param>
/// <param name="Response">The final response. It is on its way; that the peer has it is not said.</param>
/// <param name="Elapsed">Since the last byte of the request arrived: the wait for a handler that is busy, and the flush of a stored instance, included.</param>
public sealed record RequestAnsweredEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    ushort MessageId, DimseRequest Request, DimseResponse Response, TimeSpan Elapsed)
    : ConnectionEvent(ConnectionId, Connection, Timestamp)
{
    /// <summary>The status of the response: good news or bad.</summary>
    public DimseStatus Status => Response.Status;
}
