using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Requests;

/// <summary>What became of an N-CREATE, PS3.7 10.1.5.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Response">The peer's response.</param>
/// <param name="Elapsed">From taking the request over until the response.</param>
public sealed record NCreateResult(RequestId RequestId, NCreateResponse Response, TimeSpan Elapsed)
{
    /// <summary>The peer's status.</summary>
    public DimseStatus Status => Response.Status;

    /// <summary>The instance that was created: the peer chose its UID if the request left it open; empty if it does not say.</summary>
    public Uid SopInstanceUid => Response.AffectedSopInstanceUid;

    /// <summary>The attributes of the created instance; null if the peer does not send them.</summary>
    public EncodedDataset? AttributeList => Response.AttributeList;
}
