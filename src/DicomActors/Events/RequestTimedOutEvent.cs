using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Events;

/// <summary>
/// No response came in time.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="RequestId">The request, as named by the command that brought it.</param>
/// <param name="Request">The request itself.</param>
/// <param name="After">How long the connection waited.</param>
public sealed record RequestTimedOutEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp, RequestId RequestId, DimseRequest Request,
    TimeSpan After)
    : RequestEvent(ConnectionId, Connection, Timestamp, RequestId, Request)
{
    /// <inheritdoc/>
    public override bool IsTerminal => true;

    /// <summary>From the moment the connection took the request over until this; zero if it did not take it over.</summary>
    public TimeSpan Elapsed { get; init; }
}
