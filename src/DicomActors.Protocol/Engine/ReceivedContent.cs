using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Engine;

/// <summary>Describes an instance that is being received; its bytes are where the sink put them.</summary>
internal sealed class ReceivedContent(Uid sopClassUid, Uid sopInstanceUid, TransferSyntax transferSyntax)
    : DicomContent(sopClassUid, sopInstanceUid, transferSyntax)
{
    public override long? Length => null;

    public override bool IsRepeatable => false;

    public override ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The bytes of a received instance are in the sink that was opened for it.");
}
