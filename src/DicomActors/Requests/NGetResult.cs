using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Requests;

/// <summary>What became of an N-GET, PS3.7 10.1.2.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Response">The peer's response.</param>
/// <param name="Elapsed">From taking the request over until the response.</param>
public sealed record NGetResult(RequestId RequestId, NGetResponse Response, TimeSpan Elapsed)
{
    /// <summary>The peer's status.</summary>
    public DimseStatus Status => Response.Status;

    /// <summary>The values asked for; null if there are none.</summary>
    public EncodedDataset? AttributeList => Response.AttributeList;
}
