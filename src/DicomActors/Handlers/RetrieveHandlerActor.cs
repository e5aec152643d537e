using Akka.Event;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// What C-GET and C-MOVE have in common (Retrieve SCP, PS3.4 Annex C): instances are selected, then sent, with a
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
        await SendAllAsync(exchange, request, instances, sender, counts, cancellationToken).ConfigureAwait(true);
        return CreateResponse(counts.IsDone ? counts.FinalStatus : DimseStatus.Cancel, counts);
    }

    /// <summary>Sends until all are sent or the token is cancelled; what is under way then is waited for.</summary>
    private async ValueTask SendAllAsync(
        InboundExchange exchange, TRequest request, List<DicomContent> instances, InstanceSender sender, SubOperationTally counts,
        CancellationToken cancellationToken)
    {
        var underWay = new List<Task<(Uid Instance, DimseStatus? Status)>>();
        var next = 0;
        while (true)
        {
            while (next < instances.Count && underWay.Count < sender.MaximumUnderWay && !cancellationToken.IsCancellationRequested)
            {
                underWay.Add(SendAsync(sender, CreateStore(exchange, request, instances[next++]), cancellationToken));
            }

            if (underWay.Count == 0)
            {
                return;
            }

            var ended = await Task.WhenAny(underWay).ConfigureAwait(true);
            underWay.Remove(ended);
            var (instance, answer) = await ended.ConfigureAwait(true);
            if (answer is not { } status)
            {
                continue;
            }

            counts.Count(instance, status);
            if (!counts.IsDone)
            {
                await exchange.RespondAsync(CreateResponse(DimseStatus.Pending, counts), CancellationToken.None).ConfigureAwait(true);
            }
        }
    }

    /// <summary>Sends one. No status: it was given up because the retrieval is cancelled.</summary>
    private async Task<(Uid Instance, DimseStatus? Status)> SendAsync(
        InstanceSender sender, CStoreRequest store, CancellationToken cancellationToken)
    {
        var instance = store.Content.SopInstanceUid;
        try
        {
            return (instance, await sender.SendAsync(store, cancellationToken).ConfigureAwait(true));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (instance, null);
        }
#pragma warning disable CA1031 // Whatever goes wrong with one instance is that instance's failure, and listed in the response.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Messages of file exceptions hold paths, and those may hold names of patients.
            _log.Warning("A C-STORE sub-operation failed ({0})", exception.GetType().Name);
            _log.Debug("{0}", exception);
            return (instance, DimseStatus.ProcessingFailure);
        }
    }
}
