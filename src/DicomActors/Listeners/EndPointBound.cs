using System.Net;

namespace DicomActors.Listeners;

/// <summary>The listener accepts connections on one more end point.</summary>
/// <param name="EndPoint">Where: with the real port, if a free one was asked for.</param>
public sealed record EndPointBound(IPEndPoint EndPoint);
