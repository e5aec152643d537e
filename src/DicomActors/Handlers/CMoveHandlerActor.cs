using DicomActors.Connections;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that answers C-MOVE (PS3.4 C.4.2): the instances it selects are sent to the destination the peer names, on an
/// association of their own. See <see cref="DicomServiceHandlerActor{TRequest}"/> for how its methods are run.
/// </summary>
/// <param name="options">
/// Its limits. Null: those of <c>dicom-actors.handlers</c>; mind that its timeout is for each instance, sending included.
/// </param>
/// <param name="sopClasses">The information models it answers for; none stands for every one.</param>
public abstract class CMoveHandlerActor(HandlerOptions? options, params Uid[] sopClasses)
    : RetrieveHandlerActor<CMoveRequest>(DimseCommand.CMoveRequest, options, sopClasses)
{
    /// <summary>How to reach a destination. Null: not known here, answered with A801H.</summary>
    protected abstract ValueTask<AdvancedDicomClientConnectionRequest?> FindDestinationAsync(
        string aeTitle, CancellationToken cancellationToken);

    /// <summary>
    /// Opens the way to the destination. Unless overridden: a new association, from the AE title the peer called us by, with a
    /// presentation context for each SOP class and transfer syntax of the instances.
    /// </summary>
    /// <exception cref="DimseFailureException">The destination is not known (A801H) or cannot be reached (A702H).</exception>
    protected virtual async ValueTask<InstanceSender> OpenSenderAsync(
        InboundExchange exchange, CMoveRequest request, IReadOnlyList<DicomContent> instances, CancellationToken cancellationToken)
    {
        var factory = Dicom.Get(Context.System).ConnectionFactory;
        var destination = await FindDestinationAsync(request.MoveDestination, cancellationToken).ConfigureAwait(true)
            ?? throw new DimseFailureException(DimseStatus.MoveDestinationUnknown, $"{request.MoveDestination} is not known here");
        var association = ConnectionInstanceSender.Propose(exchange.Association.CalledAETitle, request.MoveDestination, instances);
        try
        {
            return await ConnectionInstanceSender.ConnectAsync(factory, destination, association, cancellationToken).ConfigureAwait(true);
        }
        catch (DicomConnectionException exception)
        {
            throw new DimseFailureException(DimseStatus.UnableToPerformSubOperations, $"{request.MoveDestination}: {exception.Message}");
        }
    }

    private protected sealed override ValueTask<InstanceSender> OpenSenderForAsync(
        InboundExchange exchange, CMoveRequest request, IReadOnlyList<DicomContent> instances, CancellationToken cancellationToken) =>
        OpenSenderAsync(exchange, request, instances, cancellationToken);

    private protected sealed override CStoreRequest CreateStore(InboundExchange exchange, CMoveRequest request, DicomContent instance) =>
        new(instance)
        {
            Priority = request.Priority,
            MoveOriginatorAETitle = exchange.Association.PeerAETitle,
            MoveOriginatorMessageId = exchange.MessageId,
        };

    private protected sealed override DimseResponse CreateResponse(DimseStatus status, SubOperationTally counts) => new CMoveResponse(status)
    {
        Remaining = counts.IsDone ? null : counts.Remaining,
        Completed = counts.Completed,
        Failed = counts.Failed,
        Warning = counts.Warning,
        Identifier = status.IsPending ? null : counts.FailedList,
    };
}
