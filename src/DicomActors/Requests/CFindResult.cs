using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Requests;

/// <summary>What became of a C-FIND, PS3.7 9.1.2.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Matches">The identifiers of the pending responses, in the order they came.</param>
/// <param name="Response">The peer's final response: Success, Cancel, or a failure after which the matches may be incomplete.</param>
/// <param name="LimitReached">
/// Whether <see cref="Converse.MaximumMatches"/> was reached and the query cancelled: there may be more matches.
/// </param>
/// <param name="Elapsed">From taking the request over until the final response.</param>
public sealed record CFindResult(
    RequestId RequestId, IReadOnlyList<EncodedDataset> Matches, DimseResponse Response, bool LimitReached, TimeSpan Elapsed)
{
    /// <summary>The peer's final status.</summary>
    public DimseStatus Status => Response.Status;
}
