using Akka.Actor;
using DicomActors.Events;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Requests;

/// <summary>Makes the one answer to <see cref="Converse"/> out of a request's terminal event.</summary>
internal static class RequestResult
{
    /// <summary>Whether the service answers a request exactly once, so that no actor is needed to collect responses.</summary>
    public static bool AnswersOnce(DimseRequest request) => request is CEchoRequest or CStoreRequest;

    /// <summary>A result record, or <see cref="Status.Failure"/>.</summary>
    public static object Of(RequestEvent ending, IReadOnlyList<EncodedDataset> matches, bool limitReached)
    {
        switch (ending)
        {
            case RequestCompletedEvent completed:
                return OfResponse(completed, completed.Response, completed.Elapsed, matches, limitReached);
            // A query we cancelled because it had enough matches did what was asked of it.
            case RequestCancelledEvent { Response: { } response } cancelled when limitReached:
                return OfResponse(cancelled, response, TimeSpan.Zero, matches, limitReached);
            default:
                return new Status.Failure(new DicomRequestException(ending));
        }
    }

    private static object OfResponse(
        RequestEvent ending, DimseResponse response, TimeSpan elapsed, IReadOnlyList<EncodedDataset> matches, bool limitReached) =>
        ending.Request switch
        {
            CEchoRequest => new CEchoResult(ending.RequestId, response, elapsed),
            CStoreRequest store => new CStoreResult(ending.RequestId, store.Content.SopInstanceUid, response, elapsed),
            CFindRequest => new CFindResult(ending.RequestId, matches, response, limitReached, elapsed),
            _ => throw new NotSupportedException($"{ending.Request.GetType().Name} has no result record: use SendRequest."),
        };
}
