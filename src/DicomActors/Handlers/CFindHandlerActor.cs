using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Base of an actor that answers queries (Query SCP, PS3.4 Annex C; worklists, Annex K). It yields matches; the peer's pace is
/// theirs. See <see cref="DicomServiceHandlerActor{TRequest}"/> for how its method is run.
/// </summary>
/// <param name="options">Its limits. Null: those of <c>dicom-actors.handlers</c>.</param>
/// <param name="sopClasses">The information models it answers for; none stands for every one.</param>
public abstract class CFindHandlerActor(HandlerOptions? options, params Uid[] sopClasses)
    : DicomServiceHandlerActor<CFindRequest>(DimseCommand.CFindRequest, options, sopClasses)
{
    /// <summary>
    /// The matches of one query, in whatever transfer syntax: each becomes a pending response, the end Success. The next is asked
    /// for when the peer has taken enough of those before.
    /// </summary>
    /// <param name="exchange">The exchange; its association says who asks.</param>
    /// <param name="request">The query.</param>
    /// <param name="cancellationToken">
    /// Cancelled by the peer's C-CANCEL and whenever the answer is no longer wanted. In an iterator method the compiler wants it
    /// marked <c>[EnumeratorCancellation]</c>; no other token is given to the enumerator.
    /// </param>
    protected abstract IAsyncEnumerable<EncodedDataset> FindAsync(
        InboundExchange exchange, CFindRequest request, CancellationToken cancellationToken);

    private protected sealed override async ValueTask<DimseResponse> HandleAsync(
        InboundExchange exchange, CFindRequest request, CancellationToken cancellationToken)
    {
        await foreach (var match in FindAsync(exchange, request, cancellationToken).ConfigureAwait(true))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var response = new CFindResponse(DimseStatus.Pending) { Identifier = match };
            await exchange.RespondAsync(response, cancellationToken).ConfigureAwait(true);
        }

        return new CFindResponse(DimseStatus.Success);
    }
}
