using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Events;

/// <summary>
/// The association was aborted (A-ABORT or A-P-ABORT): by the peer, by us, or by the transport failing beneath it.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="Abort">Who aborted, with source, reason and cause, PS3.8 9.3.8.</param>
public sealed record DicomAbortedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    AbortIndication Abort)
    : ConnectionEvent(ConnectionId, Connection, Timestamp)
{
    /// <summary>Who aborted: the service user or the service provider, of the side <see cref="AbortIndication.ByPeer"/> tells.</summary>
    public AbortSource Source => Abort.Source;

    /// <summary>The provider's reason; without meaning when the source is the user.</summary>
    public AbortReason Reason => Abort.Reason;
}
