namespace DicomActors.Connections;

/// <summary>The association was released and the connection is closed.</summary>
/// <param name="ConnectionId">The connection that carried it.</param>
public sealed record AssociationReleased(ConnectionId ConnectionId);
