namespace DicomActors.Protocol.Engine;

/// <summary>How far a request has come.</summary>
public enum OutboundRequestState
{
    /// <summary>Waits for its turn; not one byte was sent.</summary>
    Queued,

    /// <summary>Is being sent.</summary>
    Sending,

    /// <summary>Was sent; responses are outstanding.</summary>
    AwaitingResponse,

    /// <summary>Has its outcome.</summary>
    Ended,
}
