using DicomActors.Handlers;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace Comparison.Peers;

/// <summary>Takes every instance and forgets it.</summary>
internal sealed class DiscardingHandler : DicomRequestHandler
{
    public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
        new(new DiscardingContentSink());

    public override void Handle(InboundExchange exchange) => exchange.Respond(DimseStatus.Success);
}
