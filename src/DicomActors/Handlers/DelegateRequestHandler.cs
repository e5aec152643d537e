using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Handles requests with a delegate. It is called on the connection's receive loop: what it does before its first
/// <c>await</c> holds up its own connection, and no other.
/// </summary>
/// <param name="handle">
/// Returns the final response. An exception is answered with Processing Failure (0110H) and logged. The token is cancelled
/// when the peer cancels the request or the connection ends.
/// </param>
public sealed class DelegateRequestHandler(
    Func<InboundExchange, CancellationToken, ValueTask<DimseResponse>> handle) : DicomRequestHandler
{
    /// <inheritdoc/>
    public override void Handle(InboundExchange exchange) => _ = HandleAsync(exchange);

    private async Task HandleAsync(InboundExchange exchange)
    {
        try
        {
            exchange.Respond(await handle(exchange, exchange.Cancelled).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (exchange.Cancelled.IsCancellationRequested)
        {
            exchange.Respond(DimseStatus.Cancel);
        }
#pragma warning disable CA1031 // The boundary of a user's code: whatever it throws becomes the answer and a log line.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            exchange.Fail(exception);
        }
    }
}
