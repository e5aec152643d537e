using DicomActors.Protocol.Associations;

namespace DicomActors.Connections;

/// <summary>The association is established.</summary>
/// <param name="ConnectionId">The connection that carries it.</param>
/// <param name="Association">What was negotiated.</param>
public sealed record AssociationOpened(ConnectionId ConnectionId, Association Association);
