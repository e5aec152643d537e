namespace DicomActors.Connections;

/// <summary>The connections alive at the moment of asking, oldest first.</summary>
/// <param name="Connections">One entry per connection.</param>
/// <param name="Maximum">Most connections at once, as last set by <see cref="LimitConnections"/>.</param>
public sealed record ConnectionList(IReadOnlyList<ConnectionEntry> Connections, int Maximum);
