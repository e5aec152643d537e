using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Archive.Storage;

/// <summary>An instance on its way into the archive.</summary>
internal sealed class IncomingInstance(
    StagedFile file, long datasetOffset, Uid sopClassUid, Uid sopInstanceUid, TransferSyntax transferSyntax, string sender, string recipient) : IDisposable
{
    public StagedFile File { get; } = file;

    /// <summary>Where the data set begins in the file.</summary>
    public long DatasetOffset { get; } = datasetOffset;

    public Uid SopClassUid { get; } = sopClassUid;

    public Uid SopInstanceUid { get; } = sopInstanceUid;

    public TransferSyntax TransferSyntax { get; } = transferSyntax;

    public string Sender { get; } = sender;

    public string Recipient { get; } = recipient;

    /// <summary>Collects the head of the data set.</summary>
    public DatasetHead Head { get; } = new(transferSyntax);

    /// <summary>What it will be in the archive, once that is known.</summary>
    public StoredInstance? Stored { get; set; }

    /// <summary>Whether its bytes are on the disk.</summary>
    public bool IsFlushed { get; set; }

    /// <summary>What lay in its place when that was looked at last.</summary>
    public ExistingInstance? Existing { get; set; }

    /// <summary>Set when its batch is through.</summary>
    public TaskCompletionSource<CommitOutcome>? Committed { get; set; }

    public void Dispose()
    {
        Head.Dispose();
        File.Dispose();
    }
}
