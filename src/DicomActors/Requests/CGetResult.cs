using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Requests;

/// <summary>What became of a C-GET, PS3.7 9.1.3. The instances themselves came to the handler of C-STORE.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Response">The peer's final response.</param>
/// <param name="Counts">The numbers of sub-operations as the peer stated them last.</param>
/// <param name="FailedSopInstanceUids">The instances that failed (0008,0058), as far as the peer lists them.</param>
/// <param name="Elapsed">From taking the request over until the final response.</param>
public sealed record CGetResult(
    RequestId RequestId, CGetResponse Response, SubOperationCounts Counts, ItemList<Uid> FailedSopInstanceUids, TimeSpan Elapsed)
{
    /// <summary>The peer's final status; a warning (B000H) means that some sub-operations failed.</summary>
    public DimseStatus Status => Response.Status;
}
