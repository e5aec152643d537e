namespace DicomActors.Clients;

/// <summary>
/// Which queued request of a peer goes first. Within a priority the order is that of <see cref="Enqueue"/>. A lower priority is
/// never starved: after <see cref="DicomPeer.StarvationLimit"/> requests that went before it, one of it goes.
/// </summary>
/// <remarks>This orders our queue. What the peer makes of (0000,0700) Priority is the request's own property and its own affair.</remarks>
public enum RequestPriority
{
    /// <summary>Before all others: a person waits for it.</summary>
    High = 0,

    /// <summary>The default.</summary>
    Medium = 1,

    /// <summary>When nothing else is to do: migrations, backfills.</summary>
    Low = 2,
}
