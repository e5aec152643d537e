using DicomActors.Protocol.Dimse;

namespace DicomActors.Requests;

/// <summary>
/// How far the C-STORE sub-operations of a C-MOVE or C-GET have come, PS3.7 9.1.3.1.6 and following. Null where the peer has
/// never stated a number.
/// </summary>
/// <param name="Remaining">Number of Remaining Sub-operations (0000,1020).</param>
/// <param name="Completed">Number of Completed Sub-operations (0000,1021).</param>
/// <param name="Failed">Number of Failed Sub-operations (0000,1022).</param>
/// <param name="Warning">Number of Warning Sub-operations (0000,1023).</param>
public sealed record SubOperationCounts(int? Remaining, int? Completed, int? Failed, int? Warning)
{
    /// <summary>Nothing stated.</summary>
    public static SubOperationCounts Unknown { get; } = new(null, null, null, null);

    /// <summary>What a C-MOVE or C-GET response states, and nothing of what others before it did.</summary>
    public static SubOperationCounts StatedBy(DimseResponse response) => response switch
    {
        CMoveResponse move => new SubOperationCounts(move.Remaining, move.Completed, move.Failed, move.Warning),
        CGetResponse get => new SubOperationCounts(get.Remaining, get.Completed, get.Failed, get.Warning),
        _ => Unknown,
    };

    /// <summary>What a C-MOVE or C-GET response states; what it leaves out is as it was before.</summary>
    internal SubOperationCounts UpdatedBy(DimseResponse response)
    {
        var stated = StatedBy(response);

        // PS3.7 9.3.3.2: a final response but Cancel states no remaining sub-operations; done, there are none.
        var remaining = stated.Remaining ?? (response.Status.IsSuccessOrWarning ? 0 : Remaining);
        return new SubOperationCounts(remaining, stated.Completed ?? Completed, stated.Failed ?? Failed, stated.Warning ?? Warning);
    }
}
