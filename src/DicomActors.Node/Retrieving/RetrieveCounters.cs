using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Node.Retrieving;

/// <summary>How far a retrieval has come, as the peer states it with its pending responses. To be read by any thread.</summary>
internal sealed class RetrieveCounters
{
    private int _done;
    private int _remaining;

    /// <summary>Instances done with, sent or not.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>All instances; 0 while the peer has not said how many.</summary>
    public int Total => Done + Volatile.Read(ref _remaining);

    /// <summary>What a pending response states.</summary>
    public void Take(DimseResponse response)
    {
        var (remaining, completed, failed, warning) = SubOperationCounts.StatedBy(response);
        Volatile.Write(ref _done, (completed ?? 0) + (failed ?? 0) + (warning ?? 0));
        Volatile.Write(ref _remaining, remaining ?? 0);
    }
}
