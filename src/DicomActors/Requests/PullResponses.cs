using DicomActors.Connections;
using DicomActors.Events;

namespace DicomActors.Requests;

/// <summary>
/// The receiver of a <see cref="StreamRequest"/> has room for so many more <see cref="RequestPendingEvent"/>s, beyond those asked for
/// before. Not answered but with the events themselves; an unknown id is ignored, since the request may just have ended.
/// </summary>
/// <param name="RequestId">The request.</param>
/// <param name="Count">How many more; 1 or more.</param>
/// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
public sealed record PullResponses(RequestId RequestId, int Count = 1) : IConnectionCommand
{
    /// <summary>How many more; 1 or more.</summary>
    public int Count { get; } = Count >= 1 ? Count : throw new ArgumentOutOfRangeException(nameof(Count), Count, "Ask for 1 or more.");
}
