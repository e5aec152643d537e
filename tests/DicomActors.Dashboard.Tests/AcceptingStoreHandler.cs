using DicomActors.Handlers;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Dashboard.Tests;

/// <summary>Takes every instance and keeps none.</summary>
internal sealed class AcceptingStoreHandler : DicomRequestHandler
{
    public override void Handle(InboundExchange exchange) => exchange.Respond(DimseStatus.Success);

    public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
        new(new DiscardingContentSink());
}
