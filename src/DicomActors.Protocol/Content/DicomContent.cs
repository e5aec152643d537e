using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Content;

/// <summary>
/// What a C-STORE carries: an encoded data set that is read as a stream while it is sent, never held whole.
/// The bytes are the data set only, without preamble and file meta information, and are sent unchanged.
/// </summary>
public abstract class DicomContent
{
    /// <summary>Describes the instance.</summary>
    protected DicomContent(Uid sopClassUid, Uid sopInstanceUid, TransferSyntax transferSyntax)
    {
        ArgumentNullException.ThrowIfNull(transferSyntax);
        SopClassUid = sopClassUid;
        SopInstanceUid = sopInstanceUid;
        TransferSyntax = transferSyntax;
    }

    /// <summary>SOP class of the instance.</summary>
    public Uid SopClassUid { get; }

    /// <summary>SOP instance UID.</summary>
    public Uid SopInstanceUid { get; }

    /// <summary>Transfer syntax the bytes are encoded in; only a presentation context with this one can carry them.</summary>
    public TransferSyntax TransferSyntax { get; }

    /// <summary>Length of the data set in bytes, if known before it is read.</summary>
    public abstract long? Length { get; }

    /// <summary>Whether <see cref="OpenAsync"/> can be called again after a failed transfer. Default true.</summary>
    public virtual bool IsRepeatable => true;

    /// <summary>Opens the bytes for one transfer. Called when the request's turn has come, not before.</summary>
    /// <exception cref="IOException">The bytes cannot be had; the request fails and the association lives on.</exception>
    public abstract ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken);
}
