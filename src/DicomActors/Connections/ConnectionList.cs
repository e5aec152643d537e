namespace DicomActors.Connections;

/// <summary>The connections alive at the moment of asking, oldest first.</summary>
/// <param name="Connections">One entry per connection.</param>
public sealed record ConnectionList(IReadOnlyList<ConnectionEntry> Connections);
