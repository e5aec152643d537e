using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that answers N-DELETE (a managed instance is deleted).
/// See <see cref="DicomServiceHandlerActor{TRequest}"/> for how its method is run.
/// </summary>
/// <param name="options">Its limits. Null: those of <c>dicom-actors.handlers</c>.</param>
/// <param name="sopClasses">The SOP classes it answers for; none stands for every one.</param>
public abstract class NDeleteHandlerActor(HandlerOptions? options, params Uid[] sopClasses)
    : DicomServiceHandlerActor<NDeleteRequest>(DimseCommand.NDeleteRequest, options, sopClasses)
{
    /// <summary>Answers one N-DELETE, PS3.7 10.1.6.</summary>
    protected abstract ValueTask<NDeleteResponse> DeleteAsync(InboundExchange exchange, NDeleteRequest request, CancellationToken cancellationToken);

    private protected sealed override async ValueTask<DimseResponse> HandleAsync(
        InboundExchange exchange, NDeleteRequest request, CancellationToken cancellationToken) =>
        await DeleteAsync(exchange, request, cancellationToken).ConfigureAwait(true);
}
