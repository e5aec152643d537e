using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Requests;

/// <summary>What became of a C-STORE, PS3.7 9.1.1. The peer has the instance if the status is in category Success or Warning.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="SopInstanceUid">The instance that was sent.</param>
/// <param name="Response">The peer's response.</param>
/// <param name="Elapsed">From taking the request over until the response.</param>
public sealed record CStoreResult(RequestId RequestId, Uid SopInstanceUid, DimseResponse Response, TimeSpan Elapsed)
{
    /// <summary>The peer's status.</summary>
    public DimseStatus Status => Response.Status;
}
