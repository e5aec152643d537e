using System.Net;

namespace DicomActors.Listeners;

/// <summary>A snapshot of one listener.</summary>
/// <param name="EndPoint">Where it is bound; null if it is not.</param>
/// <param name="Connections">Connections it accepted that are still alive.</param>
/// <param name="Accepted">Connections it accepted in all.</param>
/// <param name="OverLimit">How many of them came when it was full.</param>
public sealed record ListenerStatus(IPEndPoint? EndPoint, int Connections, long Accepted, long OverLimit);
