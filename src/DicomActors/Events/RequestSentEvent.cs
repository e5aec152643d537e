using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Events;

/// <summary>
/// The last byte of the request was handed to the transport; its response is awaited from now on.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="RequestId">The request, as named by the command that brought it.</param>
/// <param name="Request">The request itself.</param>
public sealed record RequestSentEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp, RequestId RequestId, DimseRequest Request)
    : RequestEvent(ConnectionId, Connection, Timestamp, RequestId, Request);
