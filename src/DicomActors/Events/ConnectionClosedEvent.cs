using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Protocol.Engine;

namespace DicomActors.Events;

/// <summary>
/// The connection is over: the last event of its connection, published exactly once, also if it never opened.
/// </summary>
/// <param name="ConnectionId">The connection it happened on.</param>
/// <param name="Connection">The actor of that connection.</param>
/// <param name="Timestamp">When it happened, in UTC.</param>
/// <param name="End">The one reason, with the abort, rejection or exception behind it.</param>
public sealed record ConnectionClosedEvent(
    ConnectionId ConnectionId, IActorRef Connection, DateTimeOffset Timestamp,
    ConnectionEnd End)
    : ConnectionEvent(ConnectionId, Connection, Timestamp)
{
    /// <summary>The exception behind the end, if there was one.</summary>
    public Exception? Exception => End.Exception;

    /// <summary>How long the connection lasted, from being asked for until its end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Bytes handed to the transport.</summary>
    public long BytesSent { get; init; }

    /// <summary>Bytes read from the transport.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Requests of ours the connection took over; each has ended by now.</summary>
    public long RequestsSent { get; init; }

    /// <summary>Requests of the peer.</summary>
    public long RequestsReceived { get; init; }
}
