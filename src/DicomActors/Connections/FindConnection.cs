namespace DicomActors.Connections;

/// <summary>Look a connection up. Answered with <see cref="ConnectionFound"/>.</summary>
/// <param name="ConnectionId">The connection's id.</param>
public sealed record FindConnection(ConnectionId ConnectionId) : IConnectionFactoryCommand;
