namespace DicomActors.Dashboard.Api;

/// <summary>What a node has done since its dashboard started. Every figure only grows.</summary>
public sealed record NodeTotals
{
    /// <summary>TCP connections that stood, in both roles.</summary>
    public required long ConnectionsOpened { get; init; }

    /// <summary>Associations that were established, in both roles.</summary>
    public required long AssociationsEstablished { get; init; }

    /// <summary>Associations that were rejected, by either side.</summary>
    public required long AssociationsRejected { get; init; }

    /// <summary>Associations that ended in good order.</summary>
    public required long AssociationsReleased { get; init; }

    /// <summary>Associations that were aborted, by either side.</summary>
    public required long AssociationsAborted { get; init; }

    /// <summary>Requests of ours with a final response that says success or warning.</summary>
    public required long RequestsCompleted { get; init; }

    /// <summary>Requests of ours that ended otherwise: failure status, timeout, cancelled, lost.</summary>
    public required long RequestsFailed { get; init; }

    /// <summary>Requests of peers.</summary>
    public required long RequestsReceived { get; init; }

    /// <summary>Requests of peers that we answered with success or warning.</summary>
    public required long RequestsAnswered { get; init; }

    /// <summary>Requests of peers that we answered with a failure.</summary>
    public required long RequestsRefused { get; init; }

    /// <summary>Bytes handed to the network.</summary>
    public required long BytesSent { get; init; }

    /// <summary>Bytes read from the network.</summary>
    public required long BytesReceived { get; init; }
}
