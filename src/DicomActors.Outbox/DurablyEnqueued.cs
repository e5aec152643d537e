namespace DicomActors.Outbox;

/// <summary>The entry is on disk. Its delivery is told as <see cref="OutboxDelivered"/> on the EventStream.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Peer">Whom it is for.</param>
/// <param name="Path">The full path of the file.</param>
public sealed record DurablyEnqueued(OutboxId Id, string Peer, string Path);
