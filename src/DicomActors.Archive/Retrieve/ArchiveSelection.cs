using DicomActors.Archive.Index;
using DicomActors.Archive.Query;
using DicomActors.Handlers;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Retrieve;

/// <summary>What a C-MOVE or C-GET asks for.</summary>
internal sealed class ArchiveSelection(ArchiveIndex index, string folder)
{
    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>The instances, by study, series number and instance number.</summary>
    /// <exception cref="DimseFailureException">The identifier breaks the rules of its model (A900H), or is damaged (C000H).</exception>
    public async ValueTask<IEnumerable<ArchivedContent>> SelectAsync(Uid sopClass, EncodedDataset identifier, CancellationToken cancellationToken)
    {
        if (!ArchiveQuery.TryParse(sopClass, identifier, ArchiveQueryOptions.Default, out var query, out var refusal))
        {
            throw new DimseFailureException(refusal.Status, refusal.Comment) { OffendingElements = refusal.OffendingElements };
        }

        var instances = await index.SelectAsync(query, cancellationToken).ConfigureAwait(false);
        return instances.Select(instance => new ArchivedContent(_folder, instance));
    }
}
