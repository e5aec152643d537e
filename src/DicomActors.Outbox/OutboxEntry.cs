using DicomActors.Clients;

namespace DicomActors.Outbox;

/// <summary>An entry as it is on disk.</summary>
internal sealed record OutboxEntry(OutboxId Id, string Peer, string Path, RequestPriority Priority);
