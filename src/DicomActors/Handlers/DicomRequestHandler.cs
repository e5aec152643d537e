using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Handles what peers ask of us. One instance serves every connection at once and must be thread-safe. Use
/// <see cref="DelegateRequestHandler"/> or <see cref="ActorRequestHandler"/>, or derive.
/// </summary>
public abstract class DicomRequestHandler
{
    /// <summary>
    /// Takes a complete request. Called on the connection's receive loop: it must not block, and answers with
    /// <see cref="InboundExchange.Respond(DimseResponse)"/> now or later, from any thread. An exception is answered with
    /// Processing Failure (0110H).
    /// </summary>
    public abstract void Handle(InboundExchange exchange);

    /// <summary>
    /// Decides where the bytes of a C-STORE go, before the first of them is taken over; the receive loop of the connection waits
    /// for it. To refuse, answer the exchange with a failure status and return null: the bytes are skipped. By default all are
    /// refused (0122H): a handler of C-STORE overrides this.
    /// </summary>
    /// <param name="exchange">The request; its content describes the instance.</param>
    /// <param name="cancellationToken">Cancelled when the connection ends.</param>
    public virtual ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken)
    {
        exchange.Respond(DimseStatus.SopClassNotSupported);
        return new ValueTask<ContentSink?>((ContentSink?)null);
    }
}
