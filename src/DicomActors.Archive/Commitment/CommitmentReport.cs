using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Archive.Commitment;

/// <summary>The N-EVENT-REPORT about a request for storage commitment (PS3.4 J.3.3).</summary>
internal static class CommitmentReport
{
    // PS3.4 table J.3-2
    private const ushort Successful = 1;
    private const ushort FailuresExist = 2;

    /// <summary>Failure Reason (0008,1197), PS3.3 C.14.1.1.</summary>
    public const ushort ProcessingFailure = 0x0110;

    /// <inheritdoc cref="ProcessingFailure"/>
    public const ushort NoSuchInstance = 0x0112;

    /// <inheritdoc cref="ProcessingFailure"/>
    public const ushort ClassInstanceConflict = 0x0119;

    /// <inheritdoc cref="ProcessingFailure"/>
    public const ushort DuplicateTransaction = 0x0131;

    /// <summary>Makes the report.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="retrieveAETitle">Where what is committed can be retrieved from.</param>
    /// <param name="failureOf">Why an instance is not committed; null: it is.</param>
    public static NEventReportRequest Create(CommitmentRequest request, string retrieveAETitle, Func<CommitmentReference, ushort?> failureOf)
    {
        var information = new DatasetBuilder(TransferSyntax.ExplicitVRLittleEndian).Add(DicomTag.TransactionUid, request.TransactionUid);
        var (committed, failed) = (false, false);
        foreach (var reference in request.References)
        {
            var failure = failureOf(reference);
            var item = information.AddItem(failure is null ? DicomTag.ReferencedSopSequence : DicomTag.FailedSopSequence)
                .Add(DicomTag.ReferencedSopClassUid, reference.SopClassUid)
                .Add(DicomTag.ReferencedSopInstanceUid, reference.SopInstanceUid);
            if (failure is { } reason)
            {
                item.AddIntegers(DicomTag.FailureReason, reason);
                failed = true;
            }
            else
            {
                committed = true;
            }
        }

        if (committed)
        {
            information.Add(DicomTag.RetrieveAETitle, retrieveAETitle);
        }

        return new NEventReportRequest(
            SopClasses.StorageCommitmentPushModel, CommitmentRequest.WellKnownInstance, failed ? FailuresExist : Successful)
        {
            EventInformation = information.Build(),
        };
    }
}
