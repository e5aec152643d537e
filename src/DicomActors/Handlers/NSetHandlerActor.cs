using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that answers N-SET (the attributes of a managed instance are changed, a performed procedure step's for example).
/// See <see cref="DicomServiceHandlerActor{TRequest}"/> for how its method is run.
/// </summary>
/// <param name="options">Its limits. Null: those of <c>dicom-actors.handlers</c>.</param>
/// <param name="sopClasses">The SOP classes it answers for; none stands for every one.</param>
public abstract class NSetHandlerActor(HandlerOptions? options, params Uid[] sopClasses)
    : DicomServiceHandlerActor<NSetRequest>(DimseCommand.NSetRequest, options, sopClasses)
{
    /// <summary>Answers one N-SET, PS3.7 10.1.3.</summary>
    protected abstract ValueTask<NSetResponse> SetAsync(InboundExchange exchange, NSetRequest request, CancellationToken cancellationToken);

    private protected sealed override async ValueTask<DimseResponse> HandleAsync(
        InboundExchange exchange, NSetRequest request, CancellationToken cancellationToken) =>
        await SetAsync(exchange, request, cancellationToken).ConfigureAwait(true);
}
