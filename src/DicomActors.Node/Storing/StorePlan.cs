using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;

namespace DicomActors.Node.Storing;

/// <summary>What goes over one association: contexts made for these files.</summary>
internal sealed record StorePlan(AssociationRequest Proposal, IReadOnlyList<StoreFile> Files)
{
    /// <summary>
    /// One context for each SOP class and transfer syntax among the files, since we send files as they are and the peer accepts one
    /// transfer syntax per context (PS3.8 9.3.3.2). More than an association holds are split over several.
    /// </summary>
    public static IReadOnlyList<StorePlan> For(IEnumerable<StoreFile> files, AssociationRequest empty)
    {
        var kinds = files.GroupBy(file => (file.Content.SopClassUid, file.Content.TransferSyntax));
        return [.. kinds.Chunk(AssociationRequest.MaximumPresentationContexts).Select(share => new StorePlan(Propose(share.Select(kind => kind.Key), empty), [.. share.SelectMany(kind => kind)]))];
    }

    private static AssociationRequest Propose(IEnumerable<(Uid SopClass, TransferSyntax TransferSyntax)> kinds, AssociationRequest empty) =>
        kinds.Aggregate(empty, (request, kind) => request.WithContext(kind.SopClass, kind.TransferSyntax));
}
