using DicomActors.Archive.Index;
using DicomActors.Protocol.Content;

namespace DicomActors.Archive.Retrieve;

/// <summary>
/// An instance of the archive, to be sent. Described by the index alone: the file is not touched before its turn, so that a large
/// retrieval holds neither files nor their contents.
/// </summary>
internal sealed class ArchivedContent(string folder, IndexedInstance instance)
    : DicomContent(instance.SopClassUid, instance.SopInstanceUid, instance.TransferSyntax)
{
    /// <summary>Null: where the data set begins shows only when the file is opened.</summary>
    public override long? Length => null;

    public override async ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, instance.RelativePath);
        var (content, _) = await FileContent.TryOpenPart10Async(path, cancellationToken).ConfigureAwait(false);
        var isTheSame = content?.SopInstanceUid == SopInstanceUid && content.TransferSyntax.Equals(TransferSyntax);

        // Neither may a path be told, which may hold names, nor may other bytes go out under this description.
        return isTheSame
            ? await content!.OpenAsync(cancellationToken).ConfigureAwait(false)
            : throw new IOException($"The file of instance {SopInstanceUid} is no longer what the index says.");
    }
}
