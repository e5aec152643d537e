namespace DicomActors.Clients;

/// <summary>
/// Cancel a request: one still queued ends at once; for one under way a C-CANCEL is sent where its service has one. Not answered:
/// its <see cref="TicketEnded"/> tells how it ended. An unknown id is ignored, since the request may just have ended.
/// </summary>
/// <param name="TicketId">The request.</param>
public sealed record CancelTicket(TicketId TicketId) : IClientCommand;
