namespace DicomActors.Clients;

/// <summary>How a request given to a <see cref="DicomClientActor"/> ended.</summary>
public enum TicketOutcome
{
    /// <summary>The peer gave a final response; its status says what it made of the request.</summary>
    Completed,

    /// <summary>It could not be sent, or was cut short, and is not tried again; <see cref="TicketEnded.Message"/> says why.</summary>
    Failed,

    /// <summary>The peer did not answer in time, at the last of its attempts.</summary>
    TimedOut,

    /// <summary>It was cancelled with <see cref="CancelTicket"/>.</summary>
    Cancelled,

    /// <summary>Its deadline passed.</summary>
    Expired,
}
