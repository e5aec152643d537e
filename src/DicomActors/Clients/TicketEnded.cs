using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Engine;
using DicomActors.Protocol.Pdus;
using DicomActors.Requests;

namespace DicomActors.Clients;

/// <summary>The one outcome of an <see cref="Enqueued"/> request.</summary>
/// <param name="TicketId">The request.</param>
/// <param name="Peer">Whom it was for.</param>
/// <param name="Request">The request itself.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Response">The peer's final response of the last attempt, if there was one.</param>
/// <param name="Matches">The data sets of the pending responses of the last attempt: the matches of a C-FIND.</param>
/// <param name="Message">The outcome in one line, for people.</param>
/// <param name="Attempts">How often it reached the peer, or may have.</param>
/// <param name="Elapsed">From <see cref="Enqueue"/> to now.</param>
public sealed record TicketEnded(
    TicketId TicketId, string Peer, DimseRequest Request, TicketOutcome Outcome, DimseResponse? Response,
    IReadOnlyList<EncodedDataset> Matches, string Message, int Attempts, TimeSpan Elapsed)
{
    /// <summary>
    /// Why the last attempt failed, for programs, where the outcome is <see cref="TicketOutcome.Failed"/>. Of a request that failed because
    /// the client gave the peer up, <see cref="RequestFailure.ConnectionFailed"/> or <see cref="RequestFailure.AssociationRejected"/>.
    /// Null where it did not fail, or was dropped by the client itself (drained, stopped).
    /// </summary>
    public RequestFailure? Failure { get; init; }

    /// <summary>
    /// Whether it failed for a reason that will be the same the next time: its content, its encoding, or what the peer supports.
    /// </summary>
    public bool WouldFailAgain => Failure is { } failure && RetryPolicy.NeverHelps(failure);

    /// <summary>How the association ended, where that is what failed the request; null otherwise.</summary>
    public ConnectionEnd? ConnectionEnd { get; init; }

    /// <summary>Of a C-MOVE or C-GET, the numbers of sub-operations as the peer stated them last in the last attempt.</summary>
    public SubOperationCounts Counts { get; init; } = SubOperationCounts.Unknown;

    /// <summary>Of a C-MOVE or C-GET, the instances that failed (0008,0058), as far as the peer's final response lists them.</summary>
    public ItemList<Uid> FailedSopInstanceUids => Response is CMoveResponse or CGetResponse ? RequestResult.FailedInstances(Response) : [];

    /// <summary>Whether the peer did what was asked: a final status of the categories Success or Warning (PS3.7 C.1, C.2).</summary>
    public bool IsSuccess => Outcome == TicketOutcome.Completed
        && Response!.Status.Category is DimseStatusCategory.Success or DimseStatusCategory.Warning;
}
