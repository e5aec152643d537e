using System.Net;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Connections;

/// <summary>A snapshot of one connection.</summary>
public sealed record ConnectionStatus
{
    /// <summary>The connection.</summary>
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>Which side of the association we are.</summary>
    public required AssociationRole Role { get; init; }

    /// <summary>The peer whose client opened the connection; null if none did.</summary>
    public string? Peer { get; init; }

    /// <summary>What the connection is doing.</summary>
    public required ConnectionPhase Phase { get; init; }

    /// <summary>The state of the protocol machine, PS3.8 9.2; null until the association is asked for.</summary>
    public AssociationState? ProtocolState { get; init; }

    /// <summary>Our end of the connection; null before it stands.</summary>
    public EndPoint? LocalEndPoint { get; init; }

    /// <summary>The peer's end of the connection; null before it stands.</summary>
    public EndPoint? RemoteEndPoint { get; init; }

    /// <summary>What was negotiated; null before that.</summary>
    public Association? Association { get; init; }

    /// <summary>Requests that wait for their turn to be sent.</summary>
    public required int QueuedRequests { get; init; }

    /// <summary>Requests taken over and not yet ended, queued ones included.</summary>
    public required int OutstandingRequests { get; init; }

    /// <summary>Requests ended, in whatever way.</summary>
    public required long EndedRequests { get; init; }

    /// <summary>Requests of the peer that a handler has yet to answer.</summary>
    public required int UnansweredInboundRequests { get; init; }

    /// <summary>Those of them that wait because their handler has as many as it may.</summary>
    public required int WaitingInboundRequests { get; init; }

    /// <summary>Requests received from the peer.</summary>
    public required long ReceivedRequests { get; init; }

    /// <summary>Requests answered with a failure because their handler was too slow or did not become free.</summary>
    public required long OverdueRequests { get; init; }

    /// <summary>Answers of handlers that came after the request was over, and were dropped.</summary>
    public required long LateAnswers { get; init; }

    /// <summary>Bytes handed to the transport.</summary>
    public required long BytesSent { get; init; }

    /// <summary>Bytes read from the transport.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>DIMSE messages sent: requests, responses and C-CANCELs.</summary>
    public required long MessagesSent { get; init; }

    /// <summary>DIMSE messages received.</summary>
    public required long MessagesReceived { get; init; }

    /// <summary>When the connection's actor was created, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the transport stood, in UTC; null before that.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When the association was established, in UTC; null before that.</summary>
    public DateTimeOffset? EstablishedAt { get; init; }

    /// <summary>How long the connection has lasted, from being asked for.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How it ended; null while it has not.</summary>
    public ConnectionEnd? End { get; init; }
}
