namespace DicomActors.Clients;

/// <summary>What becomes of a request whose attempt did not end well.</summary>
internal enum RetryDecision
{
    /// <summary>It ends with this outcome.</summary>
    End,

    /// <summary>Back to its place in the queue; the attempt does not count, nothing of it was sent.</summary>
    Requeue,

    /// <summary>Sent again after a wait; the attempt counts.</summary>
    Retry,
}
