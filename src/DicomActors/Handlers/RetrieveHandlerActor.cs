using Akka.Event;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// What C-GET and C-MOVE have in common (Retrieve SCP, PS3.4 Annex C): instances are selected, then sent one after the other, with a
/// pending response after each, and the counts kept. Derive from <see cref="CGetHandlerActor"/> or <see cref="CMoveHandlerActor"/>.
/// </summary>
/// <typeparam name="TRequest">The service's request.</typeparam>
public abstract class RetrieveHandlerActor<TRequest> : DicomServiceHandlerActor<TRequest>
    where TRequest : DimseRequest
{
    private readonly ILoggingAdapter _log = Context.GetLogger();

    private protected RetrieveHandlerActor(DimseCommand command, HandlerOptions? options, Uid[] sopClasses)
        : base(command, options, sopClasses)
    {
    }

    /// <summary>
    /// The instances asked for; <see cref="FileContent"/> for those on disk. All are selected before the first is sent, because
    /// every response states how many remain; what a content describes costs little, its bytes are opened when it is sent.
    /// </summary>
    /// <param name="exchange">The exchange; its association says who asks.</param>
    /// <param name="request">The request with its identifier.</param>
    /// <param name="cancellationToken">
    /// Cancelled by the peer's C-CANCEL and whenever the answer is no longer wanted. In an iterator method the compiler wants it
    /// marked <c>[EnumeratorCancellation]</c>.
    /// </param>
    protected abstract IAsyncEnumerable<DicomContent> SelectAsync(
        InboundExchange exchange, TRequest request, CancellationToken cancellationToken);

    private protected abstract ValueTask<InstanceSender> OpenSenderForAsync(
        InboundExchange exchange, TRequest request, IReadOnlyList<DicomContent> instances, CancellationToken cancellationToken);

    private protected abstract CStoreRequest CreateStore(InboundExchange exchange, TRequest request, DicomContent instance);

    private protected abstract DimseResponse CreateResponse(DimseStatus status, SubOperationTally counts);

    private protected sealed override async ValueTask<DimseResponse> HandleAsync(
        InboundExchange exchange, TRequest request, CancellationToken cancellationToken)
    {
        var instances = new List<DicomContent>();
        await foreach (var instance in SelectAsync(exchange, request, cancellationToken).ConfigureAwait(true))
        {
            cancellationToken.ThrowIfCancellationRequested();
            instances.Add(instance);
        }

        var counts = new SubOperationTally(instances.Count);
        if (instances.Count == 0)
        {
            return CreateResponse(DimseStatus.Success, counts);
        }

        var sender = await OpenSenderForAsync(exchange, request, instances, cancellationToken).ConfigureAwait(true);
        await using var _ = sender.ConfigureAwait(true);
        foreach (var instance in instances)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            var store = CreateStore(exchange, request, instance);
            counts.Count(instance.SopInstanceUid, await SendAsync(sender, store, cancellationToken).ConfigureAwait(true));
            if (!counts.IsDone)
            {
                await exchange.RespondAsync(CreateResponse(DimseStatus.Pending, counts), CancellationToken.None).ConfigureAwait(true);
            }
        }

        return CreateResponse(counts.IsDone ? counts.FinalStatus : DimseStatus.Cancel, counts);
    }

    private async ValueTask<DimseStatus> SendAsync(InstanceSender sender, CStoreRequest store, CancellationToken cancellationToken)
    {
        try
        {
            return await sender.SendAsync(store, cancellationToken).ConfigureAwait(true);
        }
#pragma warning disable CA1031 // Whatever goes wrong with one instance is that instance's failure, and listed in the response.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _log.Warning("A C-STORE sub-operation failed: {0}", exception.Message);
            return DimseStatus.ProcessingFailure;
        }
    }
}
