using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that answers C-ECHO in place of the built-in <see cref="EchoHandler"/>.
/// See <see cref="DicomServiceHandlerActor{TRequest}"/> for how its method is run.
/// </summary>
/// <param name="options">Its limits. Null, the default: those of <c>dicom-actors.handlers</c>.</param>
public abstract class CEchoHandlerActor(HandlerOptions? options = null)
    : DicomServiceHandlerActor<CEchoRequest>(DimseCommand.CEchoRequest, options, [SopClasses.Verification])
{
    /// <summary>Answers one C-ECHO, PS3.7 9.1.5.</summary>
    protected abstract ValueTask<DimseStatus> EchoAsync(InboundExchange exchange, CEchoRequest request, CancellationToken cancellationToken);

    private protected sealed override async ValueTask<DimseResponse> HandleAsync(
        InboundExchange exchange, CEchoRequest request, CancellationToken cancellationToken) =>
        new CEchoResponse(await EchoAsync(exchange, request, cancellationToken).ConfigureAwait(true));
}
