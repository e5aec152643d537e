using System.Net;

namespace DicomActors.Listeners;

/// <summary>The listener accepts connections.</summary>
/// <param name="EndPoint">Where: with the real port, if a free one was asked for.</param>
public sealed record ListenerBound(IPEndPoint EndPoint);
