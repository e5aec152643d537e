using DicomActors.Protocol.Dimse;

namespace DicomActors.Requests;

/// <summary>What became of an N-DELETE, PS3.7 10.1.6.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Response">The peer's response.</param>
/// <param name="Elapsed">From taking the request over until the response.</param>
public sealed record NDeleteResult(RequestId RequestId, NDeleteResponse Response, TimeSpan Elapsed)
{
    /// <summary>The peer's status.</summary>
    public DimseStatus Status => Response.Status;
}
