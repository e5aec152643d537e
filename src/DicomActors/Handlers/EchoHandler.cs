using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>Answers every C-ECHO with Success (PS3.4 Annex A). Built in.</summary>
public sealed class EchoHandler : DicomRequestHandler
{
    /// <inheritdoc/>
    public override void Handle(InboundExchange exchange) => exchange.Respond(DimseStatus.Success);
}
