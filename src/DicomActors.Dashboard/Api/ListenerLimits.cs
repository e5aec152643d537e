namespace DicomActors.Dashboard.Api;

/// <summary>The limits of a listener; null where there is none.</summary>
/// <param name="MaximumConnections">Most connections at once.</param>
/// <param name="MaximumConnectionsPerAddress">Most connections at once from one address.</param>
/// <param name="MaximumUnassociated">Most connections at once without an association.</param>
/// <param name="MaximumAssociationsPerCallingAETitle">Most associations at once of one calling AE title.</param>
public sealed record ListenerLimits(
    int? MaximumConnections, int? MaximumConnectionsPerAddress, int? MaximumUnassociated, int? MaximumAssociationsPerCallingAETitle);
