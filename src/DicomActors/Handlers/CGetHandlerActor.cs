using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that answers C-GET (PS3.4 C.4.3): the instances it selects are sent back on the same association, where the
/// peer asked for the SCP role of their SOP classes. See <see cref="DicomServiceHandlerActor{TRequest}"/> for how its method is run.
/// </summary>
/// <param name="options">
/// Its limits. Null: those of <c>dicom-actors.handlers</c>; mind that its timeout is for each instance, sending included.
/// </param>
/// <param name="sopClasses">The information models it answers for; none stands for every one.</param>
public abstract class CGetHandlerActor(HandlerOptions? options, params Uid[] sopClasses)
    : RetrieveHandlerActor<CGetRequest>(DimseCommand.CGetRequest, options, sopClasses)
{
    private protected sealed override ValueTask<InstanceSender> OpenSenderForAsync(
        InboundExchange exchange, CGetRequest request, IReadOnlyList<DicomContent> instances, CancellationToken cancellationToken) =>
        new(ConnectionInstanceSender.On(exchange.Connection));

    private protected sealed override CStoreRequest CreateStore(InboundExchange exchange, CGetRequest request, DicomContent instance) =>
        new(instance) { Priority = request.Priority };

    private protected sealed override DimseResponse CreateResponse(DimseStatus status, SubOperationTally counts) => new CGetResponse(status)
    {
        Remaining = counts.IsDone ? null : counts.Remaining,
        Completed = counts.Completed,
        Failed = counts.Failed,
        Warning = counts.Warning,
        Identifier = status.IsPending ? null : counts.FailedList,
    };
}
