using System.Net;

namespace DicomActors.Listeners;

/// <summary>The listener accepts no more connections.</summary>
/// <param name="EndPoint">Where it did; null if it never was bound.</param>
public sealed record ListenerUnbound(IPEndPoint? EndPoint);
