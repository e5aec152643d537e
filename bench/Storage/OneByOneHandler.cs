using DicomActors.Handlers;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace Storage;

/// <summary>Each instance flushes its file and its folder by itself.</summary>
internal sealed class OneByOneHandler(string folder) : DicomRequestHandler
{
    public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken)
    {
        var content = ((CStoreRequest)exchange.Request).Content;
        var meta = new FileMetaInformation(content.SopClassUid, content.SopInstanceUid, content.TransferSyntax);
        return new(new FileContentSink(Path.Combine(folder, content.SopInstanceUid.Value + ".dcm"), meta));
    }

    public override void Handle(InboundExchange exchange) => exchange.Respond(DimseStatus.Success);
}
