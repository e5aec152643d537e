using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// What a handler actor is told: a peer asks something of us. Tell the sender, which is the connection,
/// <see cref="Answer(DimseResponse)"/>: any number of pending responses, then exactly one final one.
/// </summary>
public sealed record InboundRequestReceived
{
    internal InboundRequestReceived(InboundExchange exchange) => Exchange = exchange;

    /// <summary>The request with its connection and association; its token tells when the answer is no longer wanted.</summary>
    public InboundExchange Exchange { get; }

    /// <summary>The request.</summary>
    public DimseRequest Request => Exchange.Request;

    /// <summary>The message to answer with.</summary>
    public InboundResponse Answer(DimseResponse response) => new(Exchange.ExchangeId, response);

    /// <summary>The message to answer with, where a status says it all.</summary>
    public InboundResponse Answer(DimseStatus status) => new(Exchange.ExchangeId, Exchange.CreateResponse(status));
}
