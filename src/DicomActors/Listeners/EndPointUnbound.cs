using System.Net;

namespace DicomActors.Listeners;

/// <summary>The listener does not accept connections on an end point.</summary>
/// <param name="EndPoint">Where it was to stop.</param>
/// <param name="WasBound">Whether it did accept there until now.</param>
public sealed record EndPointUnbound(IPEndPoint EndPoint, bool WasBound);
