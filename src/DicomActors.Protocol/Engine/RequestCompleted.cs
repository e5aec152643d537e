using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Engine;

/// <summary>The peer gave its final response, whatever its status.</summary>
/// <param name="Response">The final response.</param>
public sealed record RequestCompleted(DimseResponse Response) : RequestOutcome;
