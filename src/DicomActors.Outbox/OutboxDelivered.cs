namespace DicomActors.Outbox;

/// <summary>
/// Published on the EventStream: the peer has accepted the instance, and the entry is gone from the outbox. An instance may reach
/// the peer more than once, when the process dies between its acceptance and this.
/// </summary>
/// <param name="Id">The entry.</param>
/// <param name="Peer">The peer.</param>
/// <param name="Path">The file.</param>
public sealed record OutboxDelivered(OutboxId Id, string Peer, string Path);
