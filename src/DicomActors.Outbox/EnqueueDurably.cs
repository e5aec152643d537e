using DicomActors.Clients;

namespace DicomActors.Outbox;

/// <summary>
/// Store a file at a peer, whatever happens to this process. Answered with <see cref="DurablyEnqueued"/> once that is on disk, or
/// with <c>Status.Failure</c> of an <see cref="OutboxException"/> if the file is no DICOM file that can be read now.
/// </summary>
/// <param name="Peer">The peer's name in the <see cref="PeerRegistry"/>. It may be unknown yet: the entry then waits for it.</param>
/// <param name="Path">The file. It stays where it is, and must stay there until it is delivered.</param>
public sealed record EnqueueDurably(string Peer, string Path) : IOutboxCommand
{
    /// <summary>Which goes first. Default medium.</summary>
    public RequestPriority Priority { get; init; } = RequestPriority.Medium;
}
