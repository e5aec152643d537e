namespace DicomActors.Outbox;

/// <summary>
/// Published on the EventStream: the client of the peer could not deliver the entry. It stays in the outbox and is tried again after
/// <see cref="OutboxOptions.RetryAfter"/>.
/// </summary>
/// <param name="Id">The entry.</param>
/// <param name="Peer">The peer.</param>
/// <param name="Path">The file.</param>
/// <param name="Message">Why, for people.</param>
public sealed record OutboxDelayed(OutboxId Id, string Peer, string Path, string Message);
