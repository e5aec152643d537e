using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Events;

/// <summary>
/// The peer answered with a pending response; more will come.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="RequestId">The request, as named by the command that brought it.</param>
/// <param name="Request">The request itself.</param>
/// <param name="Response">The response; its status is in category Pending.</param>
public sealed record RequestPendingEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp, RequestId RequestId, DimseRequest Request,
    DimseResponse Response)
    : RequestEvent(ConnectionId, Connection, Timestamp, RequestId, Request);
