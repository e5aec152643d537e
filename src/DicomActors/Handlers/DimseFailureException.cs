using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Handlers;

/// <summary>
/// Thrown by a handler to answer a request with a status of its choice, where its signature has no room for one:
/// <c>throw new DimseFailureException(DimseStatus.DatasetDoesNotMatchSopClass, "no query level")</c>. Not logged as a fault.
/// </summary>
public sealed class DimseFailureException : Exception
{
    // PS3.7 C: Error Comment is of VR LO.
    private const int LongestComment = 64;

    /// <summary>A failure or warning status, and why in at most 64 characters; the rest is cut off.</summary>
    /// <exception cref="ArgumentException">The status is not one of failure or warning.</exception>
    public DimseFailureException(DimseStatus status, string? errorComment = null)
        : base(errorComment is null ? $"{status}" : $"{status}: {errorComment}")
    {
        if (status.Category is not (DimseStatusCategory.Failure or DimseStatusCategory.Warning))
        {
            throw new ArgumentException($"{status} does not say that anything failed.", nameof(status));
        }

        Status = status;
        ErrorComment = errorComment is { Length: > LongestComment } ? errorComment[..LongestComment] : errorComment;
    }

    /// <summary>What the peer is answered.</summary>
    public DimseStatus Status { get; }

    /// <summary>Error Comment (0000,0902) of the answer.</summary>
    public string? ErrorComment { get; }

    /// <summary>Offending Element (0000,0901) of the answer. Default none.</summary>
    public IReadOnlyList<DicomTag> OffendingElements { get; init; } = [];
}
