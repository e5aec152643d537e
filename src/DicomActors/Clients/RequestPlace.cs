namespace DicomActors.Clients;

/// <summary>Where a request of a <see cref="DicomClientActor"/> is.</summary>
internal enum RequestPlace
{
    /// <summary>In the queue, ready to be sent.</summary>
    Ready,

    /// <summary>In the queue, waiting for its next attempt.</summary>
    Delayed,

    /// <summary>Given to an association, or ended.</summary>
    Out,
}
