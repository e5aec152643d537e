using DicomActors.Protocol.Associations;

namespace DicomActors.Node.Storing;

/// <summary>The order in which files are sent.</summary>
internal static class StoreOrder
{
    /// <summary>
    /// One of each kind (SOP class and transfer syntax) first, then the others in their order: so the first association knows all
    /// contexts it needs, and none has to be opened again for the sake of a late one. Kinds beyond the 128 of an association
    /// (PS3.8 9.3.2) come behind the files of the first 128.
    /// </summary>
    public static IReadOnlyList<StoreFile> For(IEnumerable<StoreFile> files) =>
    [
        .. files.GroupBy(static file => (file.Content.SopClassUid, file.Content.TransferSyntax))
            .Select(static kind => kind.ToList())
            .Chunk(AssociationRequest.MaximumPresentationContexts)
            .SelectMany(static share => share.Select(static kind => kind[0]).Concat(share.SelectMany(static kind => kind.Skip(1)))),
    ];
}
