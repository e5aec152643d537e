using DicomActors.Connections;
using DicomActors.Events;

namespace DicomActors.Requests;

/// <summary>
/// Cancel a request: one not yet sent is taken out of the queue; for one under way a C-CANCEL is sent where its service has one
/// (C-FIND, C-MOVE, C-GET: PS3.7 9.3.2.3), otherwise it goes on. Not answered: the request's own terminal event tells how it
/// ended, which may be <see cref="RequestCompletedEvent"/> if the response was faster. An unknown id is ignored, since the
/// request may just have ended.
/// </summary>
/// <param name="RequestId">The request to cancel.</param>
public sealed record CancelRequest(RequestId RequestId) : IConnectionCommand
{
    /// <summary>
    /// How long the request may still take to end, by whatever response, before its association is aborted: the only way out of a
    /// service that has no C-CANCEL, and of a peer that does not heed it. 0 to 24 days; the first one of a request counts. Risk:
    /// an abort ends every request of the association. Null, the default, or <see cref="Timeout.InfiniteTimeSpan"/>: no abort.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public TimeSpan? AbortAfter
    {
        get;
        init => field = value is null || value == Timeout.InfiniteTimeSpan || (value >= TimeSpan.Zero && value <= TimeSpan.FromDays(24))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(AbortAfter), value, $"{nameof(AbortAfter)} must be from 0 to 24 days, or infinite.");
    }
}
