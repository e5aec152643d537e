namespace DicomActors.Requests;

/// <summary>How a request ended that got no final response.</summary>
public enum RequestEndReason
{
    /// <summary>The peer did not answer in time.</summary>
    TimedOut,

    /// <summary>It was cancelled, before it was sent or with C-CANCEL.</summary>
    Cancelled,

    /// <summary>It could not be sent, or its association ended.</summary>
    Failed,
}
