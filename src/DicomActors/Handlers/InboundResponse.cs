using DicomActors.Connections;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// A handler actor's answer, told to the connection. Make it with <see cref="InboundRequestReceived.Answer(DimseResponse)"/>.
/// </summary>
/// <param name="ExchangeId">Which request of the connection it answers.</param>
/// <param name="Response">The response.</param>
public sealed record InboundResponse(long ExchangeId, DimseResponse Response) : IConnectionCommand;
