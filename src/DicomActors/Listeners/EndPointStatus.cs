using System.Net;

namespace DicomActors.Listeners;

/// <summary>One end point of a listener.</summary>
/// <param name="EndPoint">Where it is bound.</param>
/// <param name="IsTls">Whether it speaks TLS.</param>
/// <param name="Accepted">Connections accepted on it.</param>
/// <param name="AcceptErrors">Attempts to accept that the operating system refused.</param>
public sealed record EndPointStatus(IPEndPoint EndPoint, bool IsTls, long Accepted, long AcceptErrors);
