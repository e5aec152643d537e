using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that takes instances (Storage SCP, PS3.4 Annex B). It says where the bytes go; they go there from the
/// connection, past the actor. See <see cref="DicomServiceHandlerActor{TRequest}"/> for how its methods are run.
/// </summary>
/// <param name="options">Its limits. Null: those of <c>dicom-actors.handlers</c>.</param>
/// <param name="sopClasses">The SOP classes it takes; none stands for every one.</param>
public abstract class CStoreHandlerActor(HandlerOptions? options, params Uid[] sopClasses)
    : DicomServiceHandlerActor<CStoreRequest>(DimseCommand.CStoreRequest, options, sopClasses)
{
    /// <summary>Where the bytes of an instance go, decided before the first of them; its connection waits.</summary>
    /// <returns>The sink. Null refuses the instance; to say why, throw a <see cref="DimseFailureException"/>.</returns>
    protected abstract ValueTask<ContentSink?> OpenSinkAsync(
        InboundExchange exchange, CStoreRequest request, CancellationToken cancellationToken);

    /// <summary>The instance is complete and its sink has it for good. Answers Success unless overridden.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="request">The request; its content describes the instance.</param>
    /// <param name="sink">The sink, completed.</param>
    /// <param name="cancellationToken">Cancelled when the answer is no longer wanted.</param>
    protected virtual ValueTask<DimseStatus> StoreAsync(
        InboundExchange exchange, CStoreRequest request, ContentSink sink, CancellationToken cancellationToken) => new(DimseStatus.Success);

    private protected sealed override ValueTask<ContentSink?> OpenAsync(
        InboundExchange exchange, CStoreRequest request, CancellationToken cancellationToken) =>
        OpenSinkAsync(exchange, request, cancellationToken);

    private protected sealed override async ValueTask<DimseResponse> HandleAsync(
        InboundExchange exchange, CStoreRequest request, CancellationToken cancellationToken) =>
        new CStoreResponse(await StoreAsync(exchange, request, exchange.Sink!, cancellationToken).ConfigureAwait(true));
}
