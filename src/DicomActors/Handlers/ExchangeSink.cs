using DicomActors.Protocol.Content;

namespace DicomActors.Handlers;

/// <summary>
/// What the engine writes to: the handler's sink, counted. The engine answers for a sink that fails without asking anybody; here
/// the exchange learns that it is over.
/// </summary>
internal sealed class ExchangeSink(ContentSink sink, InboundExchange exchange) : ContentSink
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        exchange.ContentLength += bytes.Length;
        return sink.WriteAsync(bytes, cancellationToken);
    }

    public override ValueTask CompleteAsync(CancellationToken cancellationToken) => sink.CompleteAsync(cancellationToken);

    public override async ValueTask DiscardAsync()
    {
        try
        {
            await sink.DiscardAsync().ConfigureAwait(false);
        }
        finally
        {
            exchange.Forget();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await sink.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
