using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that answers N-ACTION (something is to be done with a managed instance, storage commitment for example).
/// See <see cref="DicomServiceHandlerActor{TRequest}"/> for how its method is run.
/// </summary>
/// <param name="options">Its limits. Null: those of <c>dicom-actors.handlers</c>.</param>
/// <param name="sopClasses">The SOP classes it answers for; none stands for every one.</param>
public abstract class NActionHandlerActor(HandlerOptions? options, params Uid[] sopClasses)
    : DicomServiceHandlerActor<NActionRequest>(DimseCommand.NActionRequest, options, sopClasses)
{
    /// <summary>Answers one N-ACTION, PS3.7 10.1.4.</summary>
    protected abstract ValueTask<NActionResponse> ActAsync(InboundExchange exchange, NActionRequest request, CancellationToken cancellationToken);

    private protected sealed override async ValueTask<DimseResponse> HandleAsync(
        InboundExchange exchange, NActionRequest request, CancellationToken cancellationToken) =>
        await ActAsync(exchange, request, cancellationToken).ConfigureAwait(true);
}
