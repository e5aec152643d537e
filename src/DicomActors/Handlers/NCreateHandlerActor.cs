using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that answers N-CREATE (a managed instance is created, a performed procedure step for example).
/// See <see cref="DicomServiceHandlerActor{TRequest}"/> for how its method is run.
/// </summary>
/// <param name="options">Its limits. Null: those of <c>dicom-actors.handlers</c>.</param>
/// <param name="sopClasses">The SOP classes it answers for; none stands for every one.</param>
public abstract class NCreateHandlerActor(HandlerOptions? options, params Uid[] sopClasses)
    : DicomServiceHandlerActor<NCreateRequest>(DimseCommand.NCreateRequest, options, sopClasses)
{
    /// <summary>Answers one N-CREATE, PS3.7 10.1.5.</summary>
    protected abstract ValueTask<NCreateResponse> CreateAsync(InboundExchange exchange, NCreateRequest request, CancellationToken cancellationToken);

    private protected sealed override async ValueTask<DimseResponse> HandleAsync(
        InboundExchange exchange, NCreateRequest request, CancellationToken cancellationToken) =>
        await CreateAsync(exchange, request, cancellationToken).ConfigureAwait(true);
}
