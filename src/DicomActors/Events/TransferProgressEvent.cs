using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Events;

/// <summary>
/// Part of a request with content went out. Published only for requests that ask for it, at most once per <c>dicom-
/// actors.connection.progress-interval</c>.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="RequestId">The request, as named by the command that brought it.</param>
/// <param name="Request">The request itself.</param>
/// <param name="BytesSent">Bytes of content sent so far.</param>
/// <param name="TotalBytes">Bytes of content in all; null if the content does not know.</param>
public sealed record TransferProgressEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp, RequestId RequestId, DimseRequest Request,
    long BytesSent, long? TotalBytes)
    : RequestEvent(ConnectionId, Connection, Timestamp, RequestId, Request);
