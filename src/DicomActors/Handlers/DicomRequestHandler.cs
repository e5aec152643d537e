using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

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

    /// <summary>
    /// The answer to a peer's SOP class extended negotiation (PS3.7 D.3.3.5) for a SOP class this handler is registered for; null, the
    /// default: none. Asked while the association is negotiated, unless the listener has a policy of its own; it must not block.
    /// </summary>
    /// <param name="asked">What the peer proposes.</param>
    public virtual ItemList<byte>? AnswerExtendedNegotiation(SopClassExtendedNegotiation asked) => null;
}
