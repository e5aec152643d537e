namespace DicomActors.Outbox;

/// <summary>
/// Published on the EventStream: delivering this again makes no sense without somebody's help, since the file cannot be read or the
/// peer refuses the instance. The entry stays in the outbox until <see cref="RetryParked"/> or <see cref="DiscardParked"/>.
/// </summary>
/// <param name="Id">The entry.</param>
/// <param name="Peer">The peer.</param>
/// <param name="Path">The file.</param>
/// <param name="Message">Why, for people.</param>
public sealed record OutboxParked(OutboxId Id, string Peer, string Path, string Message);
