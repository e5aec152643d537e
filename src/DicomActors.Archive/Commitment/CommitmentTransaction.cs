using Akka.Actor;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Archive.Commitment;

/// <summary>A request for storage commitment that was accepted, until its report is delivered. Used by one actor.</summary>
internal sealed class CommitmentTransaction(long number, CommitmentRequest request, string peerAETitle, string ownAETitle, IActorRef connection, long acceptedAt)
{
    /// <summary>Names it here; its UID is the peer's choice, and may be that of another one.</summary>
    public long Number { get; } = number;

    public CommitmentRequest Request { get; } = request;

    public string PeerAETitle { get; } = peerAETitle;

    public string OwnAETitle { get; } = ownAETitle;

    public long AcceptedAt { get; } = acceptedAt;

    /// <summary>The connection it was asked on; null: it has ended.</summary>
    public IActorRef? Connection { get; set; } = connection;

    /// <summary>What to tell the peer; null: not worked out yet.</summary>
    public NEventReportRequest? Report { get; set; }

    /// <summary>The request or ticket the report is under way with; null: it is not.</summary>
    public object? UnderWay { get; set; }

    /// <summary>The client it is under way with, if it is one.</summary>
    public IActorRef? Client { get; set; }
}
