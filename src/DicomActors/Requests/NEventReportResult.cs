using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Requests;

/// <summary>What became of an N-EVENT-REPORT, PS3.7 10.1.1.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Response">The peer's response.</param>
/// <param name="Elapsed">From taking the request over until the response.</param>
public sealed record NEventReportResult(RequestId RequestId, NEventReportResponse Response, TimeSpan Elapsed)
{
    /// <summary>The peer's status.</summary>
    public DimseStatus Status => Response.Status;

    /// <summary>What the peer replies to the event; null if nothing.</summary>
    public EncodedDataset? EventReply => Response.EventReply;
}
