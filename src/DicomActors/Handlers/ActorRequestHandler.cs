using Akka.Actor;

namespace DicomActors.Handlers;

/// <summary>
/// Hands requests to an actor as <see cref="InboundRequestReceived"/>; the actor answers its sender with
/// <see cref="InboundRequestReceived.Answer(Protocol.Dimse.DimseResponse)"/>. An actor that does not answer in time is answered for.
/// </summary>
/// <param name="handler">The actor.</param>
public sealed class ActorRequestHandler(IActorRef handler) : DicomRequestHandler
{
    /// <inheritdoc/>
    public override void Handle(InboundExchange exchange) =>
        handler.Tell(new InboundRequestReceived(exchange), exchange.Connection);
}
