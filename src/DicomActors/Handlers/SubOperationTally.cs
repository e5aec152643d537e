using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>The progress of a retrieval's sub-operations, PS3.4 C.4.2.1 and C.4.3.1.</summary>
internal sealed class SubOperationTally(int total)
{
    private readonly List<Uid> _failedInstances = [];
    private int _completed;
    private int _warning;

    public ushort Remaining => Stated(total - _completed - _warning - _failedInstances.Count);

    public ushort Completed => Stated(_completed);

    public ushort Failed => Stated(_failedInstances.Count);

    public ushort Warning => Stated(_warning);

    public bool IsDone => _completed + _warning + _failedInstances.Count == total;

    public void Count(Uid instance, DimseStatus status)
    {
        switch (status.Category)
        {
            case DimseStatusCategory.Success:
                _completed++;
                break;
            case DimseStatusCategory.Warning:
                _warning++;
                break;
            default:
                _failedInstances.Add(instance);
                break;
        }
    }

    /// <summary>The final status, PS3.4 C.4.2.1.4 and C.4.3.1.4: a failure only if every sub-operation failed.</summary>
    public DimseStatus FinalStatus => (_failedInstances.Count, _warning) switch
    {
        (0, 0) => DimseStatus.Success,
        (var failed, _) when failed == total => DimseStatus.UnableToPerformSubOperations,
        _ => DimseStatus.CompletedWithWarnings,
    };

    /// <summary>Failed SOP Instance UID List (0008,0058); null if there is none to tell.</summary>
    public EncodedDataset? FailedList => _failedInstances.Count == 0
        ? null
        : new DatasetBuilder(TransferSyntax.ImplicitVRLittleEndian)
            .Add(DicomTag.FailedSopInstanceUidList, _failedInstances.Select(instance => instance.Value))
            .Build();

    // The elements are of VR US, 16 bits.
    private static ushort Stated(int count) => (ushort)Math.Min(count, ushort.MaxValue);
}
