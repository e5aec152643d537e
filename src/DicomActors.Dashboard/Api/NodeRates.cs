namespace DicomActors.Dashboard.Api;

/// <summary>How busy the node was in the last full second.</summary>
/// <param name="BytesSentPerSecond">Bytes handed to the network.</param>
/// <param name="BytesReceivedPerSecond">Bytes read from the network.</param>
/// <param name="RequestsSentPerSecond">Requests of ours that ended, in whatever way.</param>
/// <param name="RequestsReceivedPerSecond">Requests that came from peers.</param>
public sealed record NodeRates(
    double BytesSentPerSecond, double BytesReceivedPerSecond, double RequestsSentPerSecond, double RequestsReceivedPerSecond);
