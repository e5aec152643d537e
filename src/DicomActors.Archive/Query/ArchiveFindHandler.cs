using System.Diagnostics.CodeAnalysis;
using DicomActors.Archive.Index;
using DicomActors.Handlers;
using DicomActors.Protocol.Associations;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Archive.Query;

/// <summary>
/// Answers C-FIND from the index, Patient Root and Study Root (PS3.4 C.4.1): a pending response per match, FF01H where a key is not
/// supported, at the pace the peer takes them; C-CANCEL stops it. An identifier that breaks the rules of its model is answered with A900H
/// and the keys at fault in Offending Element. Matches name as Retrieve AE Title the title the peer has called us by.
/// </summary>
/// <param name="index">The index.</param>
/// <param name="offered">What is done beyond the baseline where a peer negotiates it (see <see cref="AnswerExtendedNegotiation"/>). Null: nothing.</param>
public sealed class ArchiveFindHandler(ArchiveIndex index, ArchiveQueryOptions? offered = null) : DicomRequestHandler
{
    private readonly ArchiveQueryOptions _offered = offered ?? ArchiveQueryOptions.Default;

    /// <summary>What to register it for.</summary>
    public static IReadOnlyCollection<(DimseCommand Command, Uid SopClass)> Services { get; } =
        [(DimseCommand.CFindRequest, SopClasses.PatientRootFind), (DimseCommand.CFindRequest, SopClasses.StudyRootFind)];

    /// <inheritdoc/>
    public override ItemList<byte>? AnswerExtendedNegotiation(SopClassExtendedNegotiation asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (asked.SopClassUid != SopClasses.PatientRootFind && asked.SopClassUid != SopClasses.StudyRootFind)
        {
            return null;
        }

        var supported = new FindExtendedNegotiation(_offered.RelationalQueries, _offered.DateTimeMatching);
        return supported.And(FindExtendedNegotiation.Parse(asked.ApplicationInformation)).Encode(asked.ApplicationInformation.Count);
    }

    /// <inheritdoc/>
    public override void Handle(InboundExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        _ = AnswerAsync(exchange);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The end of the line: whatever goes wrong becomes the answer and a log line.")]
    private async Task AnswerAsync(InboundExchange exchange)
    {
        try
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            exchange.Respond(await FindAsync(exchange, (CFindRequest)exchange.Request).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (exchange.Cancelled.IsCancellationRequested)
        {
            exchange.Respond(DimseStatus.Cancel);
        }
        catch (Exception exception)
        {
            exchange.Fail(exception);
        }
    }

    private async ValueTask<CFindResponse> FindAsync(InboundExchange exchange, CFindRequest request)
    {
        var association = exchange.Association;
        if (!ArchiveQuery.TryParse(request.SopClassUid, request.Identifier, Negotiated(association, request.SopClassUid), out var query, out var refusal))
        {
            return new CFindResponse(refusal.Status) { OffendingElements = refusal.OffendingElements, ErrorComment = refusal.Comment };
        }

        query = query with { RetrieveAETitle = association.OwnAETitle };
        var pending = query.HasUnsupportedKeys ? DimseStatus.PendingWithUnsupportedKeys : DimseStatus.Pending;
        await foreach (var match in index.FindAsync(query, exchange.Cancelled).ConfigureAwait(false))
        {
            exchange.Cancelled.ThrowIfCancellationRequested();
            await exchange.RespondAsync(new CFindResponse(pending) { Identifier = match }, exchange.Cancelled).ConfigureAwait(false);
        }

        return new CFindResponse(DimseStatus.Success);
    }

    private static ArchiveQueryOptions Negotiated(Association association, Uid sopClass)
    {
        if (association.FindExtendedNegotiation(sopClass) is not { } answered)
        {
            return ArchiveQueryOptions.Default;
        }

        var agreed = FindExtendedNegotiation.Parse(answered.ApplicationInformation);
        return new ArchiveQueryOptions { RelationalQueries = agreed.RelationalQueries, DateTimeMatching = agreed.DateTimeMatching };
    }
}
