using DicomActors.Protocol.Dimse;

namespace DicomActors.Protocol.Engine;

/// <summary>The request was cancelled by us.</summary>
/// <param name="Response">The peer's final response with status Cancel; null when the request was never sent.</param>
public sealed record RequestCancelled(DimseResponse? Response) : RequestOutcome;
