namespace DicomActors.Connections;

/// <summary>Answer to <see cref="FindConnection"/>.</summary>
/// <param name="ConnectionId">The id that was asked for.</param>
/// <param name="Entry">The connection, or null if it has ended or never was.</param>
public sealed record ConnectionFound(ConnectionId ConnectionId, ConnectionEntry? Entry);
