namespace DicomActors.Handlers;

/// <summary>Where a request stands with the limit of its handler.</summary>
internal enum HandlerPlace
{
    /// <summary>Not asked for, or given back.</summary>
    None,

    /// <summary>Waits for a place.</summary>
    Queued,

    /// <summary>Has one.</summary>
    Taken,
}
