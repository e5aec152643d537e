using DicomActors.Protocol.Pdus;

namespace DicomActors.Protocol.Engine;

/// <summary>An A-ABORT.</summary>
/// <param name="ByPeer">Whether the peer sent it; false when we did.</param>
/// <param name="Source">Service user or service provider.</param>
/// <param name="Reason">The provider's reason; without meaning when the source is the user.</param>
/// <param name="Cause">Our own reason in words, when we sent it.</param>
public sealed record AbortIndication(bool ByPeer, AbortSource Source, AbortReason Reason, string? Cause);
