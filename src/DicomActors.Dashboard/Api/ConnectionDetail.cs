namespace DicomActors.Dashboard.Api;

/// <summary>Everything about one connection: <c>GET /api/connections/{id}</c>.</summary>
public sealed record ConnectionDetail
{
    /// <summary>What the list of connections shows of it.</summary>
    public required ConnectionRow Connection { get; init; }

    /// <summary>Every proposed presentation context with its outcome; empty before the association was negotiated.</summary>
    public required IReadOnlyList<ContextRow> Contexts { get; init; }

    /// <summary>Longest P-DATA-TF we send, in bytes; null before the association was negotiated.</summary>
    public long? MaximumSentPduLength { get; init; }

    /// <summary>Longest P-DATA-TF we receive, in bytes; null before the association was negotiated.</summary>
    public long? MaximumReceivedPduLength { get; init; }

    /// <summary>What the peer calls its implementation; null if it does not say.</summary>
    public string? PeerImplementation { get; init; }

    /// <summary>DIMSE messages sent.</summary>
    public required long MessagesSent { get; init; }

    /// <summary>DIMSE messages received.</summary>
    public required long MessagesReceived { get; init; }

    /// <summary>Requests of ours that wait for their turn to be sent.</summary>
    public required int Queued { get; init; }

    /// <summary>Requests of the peer that wait because their handler has as many as it may.</summary>
    public required int WaitingForHandler { get; init; }

    /// <summary>Requests answered with a failure because their handler was too slow.</summary>
    public required long Overdue { get; init; }
}
