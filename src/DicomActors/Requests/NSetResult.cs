using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Requests;

/// <summary>What became of an N-SET, PS3.7 10.1.3.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Response">The peer's response.</param>
/// <param name="Elapsed">From taking the request over until the response.</param>
public sealed record NSetResult(RequestId RequestId, NSetResponse Response, TimeSpan Elapsed)
{
    /// <summary>The peer's status.</summary>
    public DimseStatus Status => Response.Status;

    /// <summary>The attributes as they are now; null if the peer does not send them.</summary>
    public EncodedDataset? AttributeList => Response.AttributeList;
}
