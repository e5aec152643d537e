namespace DicomActors.Outbox;

/// <summary>An entry that needs somebody's help.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Peer">Whom it is for.</param>
/// <param name="Path">The full path of the file.</param>
/// <param name="Message">Why it is parked, for people.</param>
/// <param name="EnqueuedAt">When it was enqueued, in UTC.</param>
public sealed record ParkedEntry(OutboxId Id, string Peer, string Path, string Message, DateTimeOffset EnqueuedAt);
