namespace DicomActors.Dashboard.Api;

/// <summary>One connection and its association. AE titles come from the peer: text to show, never to trust.</summary>
public sealed record ConnectionRow
{
    /// <summary>Names the connection within this process.</summary>
    public required long Id { get; init; }

    /// <summary><c>requestor</c> if we asked for the association, <c>acceptor</c> if the peer did.</summary>
    public required string Role { get; init; }

    /// <summary>What it is doing: <c>connecting</c>, <c>awaitingAssociation</c>, <c>negotiating</c>, <c>established</c>, <c>releasing</c> or <c>closed</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>The state of the protocol machine, PS3.8 9.2, as <c>Sta6</c>; null before there is one.</summary>
    public string? ProtocolState { get; init; }

    /// <summary>The peer's end; null before it stands.</summary>
    public string? RemoteEndPoint { get; init; }

    /// <summary>Our end; null before it stands.</summary>
    public string? LocalEndPoint { get; init; }

    /// <summary>Who asked for the association; null before it was.</summary>
    public string? CallingAETitle { get; init; }

    /// <summary>Whom they asked; null before that.</summary>
    public string? CalledAETitle { get; init; }

    /// <summary>Presentation contexts accepted.</summary>
    public required int Contexts { get; init; }

    /// <summary>Requests of ours not ended yet, those that wait to be sent included.</summary>
    public required int Outstanding { get; init; }

    /// <summary>Requests of ours that ended.</summary>
    public required long Ended { get; init; }

    /// <summary>Requests of the peer not answered yet.</summary>
    public required int Unanswered { get; init; }

    /// <summary>Requests of the peer.</summary>
    public required long Received { get; init; }

    /// <summary>Bytes handed to the network.</summary>
    public required long BytesSent { get; init; }

    /// <summary>Bytes read from the network.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>Bytes sent per second between two looks; null at the first look.</summary>
    public double? BytesSentPerSecond { get; init; }

    /// <summary>Bytes received per second between two looks; null at the first look.</summary>
    public double? BytesReceivedPerSecond { get; init; }

    /// <summary>Seconds since the connection was made or asked for.</summary>
    public required double AgeSeconds { get; init; }
}
