namespace DicomActors.Clients;

/// <summary>The request is not queued; nothing further comes.</summary>
/// <param name="TicketId">The request.</param>
/// <param name="Peer">Whom it was for.</param>
/// <param name="Reason">Why, for programs.</param>
/// <param name="Message">Why, for people.</param>
public sealed record EnqueueRefused(TicketId TicketId, string Peer, EnqueueRefusal Reason, string Message);
