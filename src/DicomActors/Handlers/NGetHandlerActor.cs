using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that answers N-GET (the attributes of a managed instance are asked for).
/// See <see cref="DicomServiceHandlerActor{TRequest}"/> for how its method is run.
/// </summary>
/// <param name="options">Its limits. Null: those of <c>dicom-actors.handlers</c>.</param>
/// <param name="sopClasses">The SOP classes it answers for; none stands for every one.</param>
public abstract class NGetHandlerActor(HandlerOptions? options, params Uid[] sopClasses)
    : DicomServiceHandlerActor<NGetRequest>(DimseCommand.NGetRequest, options, sopClasses)
{
    /// <summary>Answers one N-GET, PS3.7 10.1.2.</summary>
    protected abstract ValueTask<NGetResponse> GetAsync(InboundExchange exchange, NGetRequest request, CancellationToken cancellationToken);

    private protected sealed override async ValueTask<DimseResponse> HandleAsync(
        InboundExchange exchange, NGetRequest request, CancellationToken cancellationToken) =>
        await GetAsync(exchange, request, cancellationToken).ConfigureAwait(true);
}
