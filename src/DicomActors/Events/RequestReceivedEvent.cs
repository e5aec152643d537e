using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Events;

/// <summary>
/// A complete request came from the peer; of a C-STORE, after the last byte of its content was taken over by its
/// sink.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="MessageId">The message id the peer gave it.</param>
/// <param name="Request">The request.</param>
public sealed record RequestReceivedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    ushort MessageId, DimseRequest Request)
    : ConnectionEvent(ConnectionId, Connection, Timestamp)
{
    /// <summary>Bytes of the data set a C-STORE brought; 0 for other requests.</summary>
    public long ContentLength { get; init; }
}
