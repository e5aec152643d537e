using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Events;

/// <summary>
/// The peer gave its final response. The status says whether it is good news: a failure status is a completed
/// request too.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="RequestId">The request, as named by the command that brought it.</param>
/// <param name="Request">The request itself.</param>
/// <param name="Response">The final response.</param>
/// <param name="Elapsed">From the moment the connection took the request over until the response.</param>
public sealed record RequestCompletedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp, RequestId RequestId, DimseRequest Request,
    DimseResponse Response, TimeSpan Elapsed)
    : RequestEvent(ConnectionId, Connection, Timestamp, RequestId, Request)
{
    /// <inheritdoc/>
    public override bool IsTerminal => true;
}
