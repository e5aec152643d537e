using System.Net;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Connections;

/// <summary>A snapshot of one connection.</summary>
public sealed record ConnectionStatus
{
    /// <summary>The connection.</summary>
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>Which side of the association we are.</summary>
    public required AssociationRole Role { get; init; }

    /// <summary>What the connection is doing.</summary>
    public required ConnectionPhase Phase { get; init; }

    /// <summary>The state of the protocol machine, PS3.8 9.2; null until the association is asked for.</summary>
    public AssociationState? ProtocolState { get; init; }

    /// <summary>The peer's end of the connection; null before it stands.</summary>
    public EndPoint? RemoteEndPoint { get; init; }

    /// <summary>What was negotiated; null before that.</summary>
    public Association? Association { get; init; }

    /// <summary>Requests taken over and not yet ended, queued ones included.</summary>
    public required int OutstandingRequests { get; init; }

    /// <summary>Requests ended, in whatever way.</summary>
    public required long EndedRequests { get; init; }

    /// <summary>Requests of the peer that a handler has yet to answer.</summary>
    public required int UnansweredInboundRequests { get; init; }

    /// <summary>Requests received from the peer.</summary>
    public required long ReceivedRequests { get; init; }

    /// <summary>Answers of handlers that came after the request was over, and were dropped.</summary>
    public required long LateAnswers { get; init; }

    /// <summary>When the connection's actor was created, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the association was established, in UTC; null before that.</summary>
    public DateTimeOffset? EstablishedAt { get; init; }
}
