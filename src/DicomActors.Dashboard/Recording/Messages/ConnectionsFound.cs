using DicomActors.Connections;

namespace DicomActors.Dashboard.Recording.Messages;

/// <summary>Answer to <see cref="FindConnections"/>.</summary>
internal sealed record ConnectionsFound(IReadOnlySet<ConnectionId> Ids);
