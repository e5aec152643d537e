namespace DicomActors.Clients;

/// <summary>Why a request was not queued.</summary>
public enum EnqueueRefusal
{
    /// <summary>The registry has no peer of that name.</summary>
    PeerUnknown,

    /// <summary><see cref="DicomPeer.MaximumQueue"/> is reached.</summary>
    QueueFull,

    /// <summary>The peer failed too often, and <see cref="DicomPeer.RefusesWhileOpen"/> is set.</summary>
    CircuitOpen,

    /// <summary>The client is draining, or its peer was removed.</summary>
    Draining,

    /// <summary>A request with this <see cref="TicketId"/> is queued already.</summary>
    DuplicateTicket,
}
