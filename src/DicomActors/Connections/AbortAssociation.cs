namespace DicomActors.Connections;

/// <summary>
/// End the association now with A-ABORT; outstanding requests fail. Answered with <see cref="ConnectionClosed"/>.
/// </summary>
/// <param name="Cause">Why, for logs and events; never sent to the peer.</param>
public sealed record AbortAssociation(string? Cause = null) : IConnectionCommand;
