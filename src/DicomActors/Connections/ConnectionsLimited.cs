namespace DicomActors.Connections;

/// <summary>The limits hold from now on.</summary>
/// <param name="Connections">How many connections there are; they may be more than are allowed from now on.</param>
public sealed record ConnectionsLimited(int Connections);
