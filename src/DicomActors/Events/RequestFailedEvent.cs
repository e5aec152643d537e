using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Events;

/// <summary>
/// The request ended without a final response: the association ended, or the request could not be sent.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="RequestId">The request, as named by the command that brought it.</param>
/// <param name="Request">The request itself.</param>
/// <param name="Reason">Why, for programs.</param>
/// <param name="Message">Why, for people.</param>
/// <param name="Exception">The exception behind it, if there was one.</param>
/// <param name="MayHaveReachedPeer">False if not one byte of it was sent, so that sending it again cannot do it twice.</param>
public sealed record RequestFailedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp, RequestId RequestId, DimseRequest Request,
    RequestFailure Reason, string Message, Exception? Exception, bool MayHaveReachedPeer)
    : RequestEvent(ConnectionId, Connection, Timestamp, RequestId, Request)
{
    /// <inheritdoc/>
    public override bool IsTerminal => true;

    /// <summary>The end of the connection, if that is what failed the request; null if only the request failed.</summary>
    public ConnectionEnd? ConnectionEnd { get; init; }
}
