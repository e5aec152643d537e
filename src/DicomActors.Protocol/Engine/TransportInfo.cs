using System.Net;
using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Engine;

/// <summary>The transport connection an association runs on.</summary>
/// <param name="LocalEndPoint">Our end.</param>
/// <param name="RemoteEndPoint">The peer's end; behind a proxy that says so, the real client.</param>
/// <param name="Security">TLS, if in use.</param>
public sealed record TransportInfo(EndPoint? LocalEndPoint, EndPoint? RemoteEndPoint, TransportSecurity? Security);
