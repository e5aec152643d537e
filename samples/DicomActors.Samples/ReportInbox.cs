using Akka.Actor;
using DicomActors.Handlers;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Samples;

// <sample>
/// <summary>A storage service: keeps reports in a folder and tells its owner of each. Registers itself when it starts.</summary>
public sealed class ReportInbox(string folder, IActorRef owner)
    : CStoreHandlerActor(new HandlerOptions { MaximumConcurrent = 4 }, SopClasses.BasicTextSrStorage, SopClasses.EncapsulatedPdfStorage)
{
    /// <inheritdoc/>
    protected override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CStoreRequest request, CancellationToken cancellationToken)
    {
        var report = request.Content;
        if (!report.SopInstanceUid.IsValid)
        {
            throw new DimseFailureException(DimseStatus.InvalidSopInstance, "not a UID");     // never a file name of a peer's choice
        }

        var meta = new FileMetaInformation(report.SopClassUid, report.SopInstanceUid, report.TransferSyntax);
        return new(new FileContentSink(Path.Combine(folder, $"{report.SopInstanceUid}.dcm"), meta));
    }

    /// <inheritdoc/>
    protected override ValueTask<DimseStatus> StoreAsync(
        InboundExchange exchange, CStoreRequest request, ContentSink sink, CancellationToken cancellationToken)
    {
        owner.Tell(new Arrived(exchange.Association.PeerAETitle, request.Content.SopInstanceUid));      // the file is on disk by now
        return new(DimseStatus.Success);
    }

    /// <summary>A report is in the folder.</summary>
    public sealed record Arrived(string From, Uid Report);
}
// </sample>
