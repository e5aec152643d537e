using Akka.Actor;
using DicomActors.Events;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;
using DicomActors.Protocol.Pdus;

namespace DicomActors.Requests;

/// <summary>Gathers the responses to one <see cref="Converse"/> and makes the one answer to it.</summary>
internal sealed class RequestResult(int? maximumMatches)
{
    private List<EncodedDataset>? _matches;
    private SubOperationCounts _counts = SubOperationCounts.Unknown;
    private bool _limitReached;

    /// <summary>Whether the service answers a request exactly once, so that no actor is needed to collect responses.</summary>
    public static bool AnswersOnce(DimseRequest request) => !request.IsCancellable;

    /// <summary>Takes a pending response; true if that makes enough matches, and the query is to be cancelled.</summary>
    public bool Collect(DimseResponse pending)
    {
        _counts = _counts.UpdatedBy(pending);

        // Responses already on their way when we cancelled are more than was asked for.
        if (_limitReached || pending is not CFindResponse { Identifier: { } match })
        {
            return false;
        }

        (_matches ??= []).Add(match);
        return _limitReached = _matches.Count == maximumMatches;
    }

    /// <summary>A result record, or <see cref="Status.Failure"/>.</summary>
    /// <param name="ending">The terminal event.</param>
    /// <param name="elapsed">Since the request was taken over.</param>
    public object Of(RequestEvent ending, TimeSpan elapsed) => ending switch
    {
        RequestCompletedEvent completed => OfResponse(completed, completed.Response, completed.Elapsed),
        // A query we cancelled because it had enough matches did what was asked of it.
        RequestCancelledEvent { Response: { } response } cancelled when _limitReached => OfResponse(cancelled, response, elapsed),
        _ => new Status.Failure(new DicomRequestException(ending)),
    };

    private object OfResponse(RequestEvent ending, DimseResponse response, TimeSpan elapsed)
    {
        var id = ending.RequestId;
        return response switch
        {
            CEchoResponse => new CEchoResult(id, response, elapsed),
            CStoreResponse => new CStoreResult(id, ((CStoreRequest)ending.Request).Content.SopInstanceUid, response, elapsed),
            CFindResponse => new CFindResult(id, _matches ?? [], response, _limitReached, elapsed),
            CMoveResponse move => new CMoveResult(id, move, _counts.UpdatedBy(move), FailedInstances(move), elapsed),
            CGetResponse get => new CGetResult(id, get, _counts.UpdatedBy(get), FailedInstances(get), elapsed),
            NCreateResponse create => new NCreateResult(id, create, elapsed),
            NSetResponse set => new NSetResult(id, set, elapsed),
            NGetResponse get => new NGetResult(id, get, elapsed),
            NActionResponse action => new NActionResult(id, action, elapsed),
            NEventReportResponse report => new NEventReportResult(id, report, elapsed),
            NDeleteResponse delete => new NDeleteResult(id, delete, elapsed),
            _ => throw new ArgumentException($"There is no result for a {response.GetType().Name}.", nameof(response)),
        };
    }

    /// <summary>The instances a final response says have failed (PS3.4 C.4.2.1, C.4.3.1).</summary>
    public static ItemList<Uid> FailedInstances(DimseResponse response) =>
        [.. (response.Dataset?.GetStrings(DicomTag.FailedSopInstanceUidList) ?? []).Where(uid => uid.Length > 0).Select(uid => new Uid(uid))];
}
