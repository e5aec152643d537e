using DicomActors.Dashboard.Api;

namespace DicomActors.Dashboard.Recording;

/// <summary>Counts that only grow. One thread.</summary>
internal record struct Tally
{
    public long ConnectionsOpened;
    public long AssociationsEstablished;
    public long AssociationsRejected;
    public long AssociationsReleased;
    public long AssociationsAborted;
    public long RequestsCompleted;
    public long RequestsFailed;
    public long RequestsReceived;
    public long RequestsAnswered;
    public long RequestsRefused;

    public readonly long RequestsEnded => RequestsCompleted + RequestsFailed;

    public readonly long Failures => RequestsFailed + RequestsRefused;

    public readonly NodeTotals ToTotals(long bytesSent, long bytesReceived) => new()
    {
        ConnectionsOpened = ConnectionsOpened,
        AssociationsEstablished = AssociationsEstablished,
        AssociationsRejected = AssociationsRejected,
        AssociationsReleased = AssociationsReleased,
        AssociationsAborted = AssociationsAborted,
        RequestsCompleted = RequestsCompleted,
        RequestsFailed = RequestsFailed,
        RequestsReceived = RequestsReceived,
        RequestsAnswered = RequestsAnswered,
        RequestsRefused = RequestsRefused,
        BytesSent = bytesSent,
        BytesReceived = bytesReceived,
    };
}
