using DicomActors.Protocol.Dimse;

namespace DicomActors.Requests;

/// <summary>What became of a C-ECHO, PS3.7 9.1.5.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Response">The peer's response.</param>
/// <param name="Elapsed">From taking the request over until the response.</param>
public sealed record CEchoResult(RequestId RequestId, DimseResponse Response, TimeSpan Elapsed)
{
    /// <summary>The peer's status.</summary>
    public DimseStatus Status => Response.Status;
}
