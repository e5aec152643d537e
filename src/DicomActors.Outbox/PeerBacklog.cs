namespace DicomActors.Outbox;

/// <summary>What an outbox holds for one peer.</summary>
/// <param name="Peer">The peer's name.</param>
/// <param name="Waiting">Entries to be delivered.</param>
/// <param name="Parked">Entries that need somebody's help.</param>
/// <param name="Oldest">When the oldest of them was enqueued, in UTC.</param>
/// <param name="LastError">What went wrong last with one of them; null: nothing.</param>
public sealed record PeerBacklog(string Peer, long Waiting, long Parked, DateTimeOffset Oldest, string? LastError);
