namespace DicomActors.Clients;

/// <summary>The request is queued; one <see cref="TicketEnded"/> follows.</summary>
/// <param name="TicketId">The request.</param>
/// <param name="Peer">Whom it is for.</param>
/// <param name="Position">Requests queued for the peer, this one included.</param>
public sealed record Enqueued(TicketId TicketId, string Peer, int Position);
