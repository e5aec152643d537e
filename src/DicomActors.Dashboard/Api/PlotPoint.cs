namespace DicomActors.Dashboard.Api;

/// <summary>What happened in one second.</summary>
public sealed record PlotPoint
{
    /// <summary>Running number, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The end of the second, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Bytes handed to the network, per second.</summary>
    public required double BytesSent { get; init; }

    /// <summary>Bytes read from the network, per second.</summary>
    public required double BytesReceived { get; init; }

    /// <summary>Requests of ours that ended, per second.</summary>
    public required double RequestsSent { get; init; }

    /// <summary>Requests of peers, per second.</summary>
    public required double RequestsReceived { get; init; }

    /// <summary>Requests, in either direction, that did not end with success or warning.</summary>
    public required long Failures { get; init; }

    /// <summary>Connections alive at the end of it.</summary>
    public required int Connections { get; init; }

    /// <summary>How long our requests took until their final response; null when none ended.</summary>
    public LatencyPoint? Sent { get; init; }

    /// <summary>How long requests of peers took until we answered; null when none was.</summary>
    public LatencyPoint? Answered { get; init; }
}
