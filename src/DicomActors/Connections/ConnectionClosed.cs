using DicomActors.Protocol.Engine;

namespace DicomActors.Connections;

/// <summary>The connection is closed and its actor is about to stop.</summary>
/// <param name="ConnectionId">The connection.</param>
/// <param name="End">The one reason it ended.</param>
public sealed record ConnectionClosed(ConnectionId ConnectionId, ConnectionEnd End);
