using DicomActors.Handlers;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.WebSample;

// <sample>
/// <summary>Keeps every instance a peer stores as a file. Its logger comes from the application's services.</summary>
public sealed class Inbox(string folder, ILogger<Inbox> log) : CStoreHandlerActor(HandlerOptions.Default)
{
    /// <inheritdoc/>
    protected override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CStoreRequest request, CancellationToken cancellationToken)
    {
        var instance = request.Content;
        if (!instance.SopInstanceUid.IsValid)
        {
            throw new DimseFailureException(DimseStatus.InvalidSopInstance, "not a UID");
        }

        var meta = new FileMetaInformation(instance.SopClassUid, instance.SopInstanceUid, instance.TransferSyntax);
        return new(new FileContentSink(Path.Combine(folder, $"{instance.SopInstanceUid}.dcm"), meta));
    }

    /// <inheritdoc/>
    protected override ValueTask<DimseStatus> StoreAsync(
        InboundExchange exchange, CStoreRequest request, ContentSink sink, CancellationToken cancellationToken)
    {
        Stored(log, exchange.Association.PeerAETitle, null);
        return new(DimseStatus.Success);
    }

    private static readonly Action<ILogger, string, Exception?> Stored =
        LoggerMessage.Define<string>(LogLevel.Information, default, "An instance of {Peer} is stored.");
}
// </sample>
