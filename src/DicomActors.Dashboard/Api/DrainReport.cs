namespace DicomActors.Dashboard.Api;

/// <summary>What came of draining the node.</summary>
/// <param name="Connections">Connections there were when it began.</param>
/// <param name="Aborted">Those of them that were aborted after the grace period.</param>
/// <param name="FailedRequests">Queued requests to peers that failed because of it.</param>
public sealed record DrainReport(int Connections, int Aborted, int FailedRequests);
