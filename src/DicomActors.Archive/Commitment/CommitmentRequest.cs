using System.Diagnostics.CodeAnalysis;
using DicomActors.Handlers;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Archive.Commitment;

/// <summary>An N-ACTION that asks for storage commitment, understood (PS3.4 J.3.2).</summary>
/// <param name="TransactionUid">How the peer will know the report.</param>
/// <param name="References">The instances, each named once.</param>
internal sealed record CommitmentRequest(Uid TransactionUid, IReadOnlyList<CommitmentReference> References)
{
    // PS3.4 table J.3-1
    private const int RequestStorageCommitment = 1;

    /// <summary>The well-known instance every commitment is asked of and reported for (PS3.4 J.3.5).</summary>
    public static Uid WellKnownInstance { get; } = new("1.2.840.10008.1.20.1.1");

    /// <summary>Understands a request.</summary>
    /// <param name="request">The N-ACTION.</param>
    /// <param name="understood">The request.</param>
    /// <param name="refusal">What to answer if it is none (PS3.7 10.1.4.1.10).</param>
    public static bool TryParse(
        NActionRequest request, [NotNullWhen(true)] out CommitmentRequest? understood, [NotNullWhen(false)] out DimseFailureException? refusal)
    {
        (understood, refusal) = (null, null);
        if (request.SopInstanceUid != WellKnownInstance)
        {
            refusal = new DimseFailureException(DimseStatus.NoSuchSopInstance, "not the well-known instance of storage commitment");
        }
        else if (request.ActionTypeId != RequestStorageCommitment)
        {
            refusal = new DimseFailureException(DimseStatus.NoSuchActionType);
        }
        else if (request.ActionInformation is not { } information || information.Validate() is not null)
        {
            refusal = Invalid("the action information is missing or damaged");
        }
        else if (information.GetUid(DicomTag.TransactionUid) is var transaction && !transaction.IsValid)
        {
            refusal = Invalid("no Transaction UID", DicomTag.TransactionUid);
        }
        else if (ReadReferences(information) is not { } references)
        {
            refusal = Invalid("each reference needs a SOP class and an instance", DicomTag.ReferencedSopSequence);
        }
        else if (references.Count == 0)
        {
            refusal = Invalid("no instance is referenced", DicomTag.ReferencedSopSequence);
        }
        else
        {
            understood = new CommitmentRequest(transaction, references);
        }

        return understood is not null;
    }

    private static DimseFailureException Invalid(string comment, params IReadOnlyList<DicomTag> offending) =>
        new(DimseStatus.InvalidArgumentValue, comment) { OffendingElements = offending };

    private static List<CommitmentReference>? ReadReferences(EncodedDataset information)
    {
        var references = new List<CommitmentReference>();
        var known = new HashSet<CommitmentReference>();
        foreach (var item in information.GetItems(DicomTag.ReferencedSopSequence))
        {
            var reference = new CommitmentReference(
                item.GetUid(DicomTag.ReferencedSopClassUid), item.GetUid(DicomTag.ReferencedSopInstanceUid));
            if (reference.SopClassUid.IsEmpty || reference.SopInstanceUid.IsEmpty)
            {
                return null;
            }

            if (known.Add(reference))
            {
                references.Add(reference);
            }
        }

        return references;
    }
}
