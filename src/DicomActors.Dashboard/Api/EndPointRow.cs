namespace DicomActors.Dashboard.Api;

/// <summary>One end point of a listener.</summary>
/// <param name="Address">Address and port.</param>
/// <param name="Tls">Whether it speaks TLS.</param>
/// <param name="Accepted">Connections accepted on it.</param>
public sealed record EndPointRow(string Address, bool Tls, long Accepted);
