using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Requests;

/// <summary>What became of an N-ACTION, PS3.7 10.1.4.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Response">The peer's response.</param>
/// <param name="Elapsed">From taking the request over until the response.</param>
public sealed record NActionResult(RequestId RequestId, NActionResponse Response, TimeSpan Elapsed)
{
    /// <summary>The peer's status.</summary>
    public DimseStatus Status => Response.Status;

    /// <summary>What the action has to reply; null if nothing.</summary>
    public EncodedDataset? ActionReply => Response.ActionReply;
}
