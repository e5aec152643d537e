using DicomActors.Handlers;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace Clients;

/// <summary>Takes an instance, and as long as it is told for it.</summary>
internal sealed class SlowStoreHandler(TimeSpan needed) : DicomRequestHandler
{
    public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
        new(new DiscardingContentSink());

    public override void Handle(InboundExchange exchange) => _ = HandleAsync(exchange);

    private async Task HandleAsync(InboundExchange exchange)
    {
        await Task.Delay(needed);
        exchange.Respond(DimseStatus.Success);
    }
}
