namespace DicomActors.Protocol.Engine;

/// <summary>Options of one request; what is null comes from <see cref="DicomServiceOptions"/>.</summary>
public sealed record SendOptions
{
    /// <summary>Longest wait for the first response and between responses. <see cref="Timeout.InfiniteTimeSpan"/> = none.</summary>
    public TimeSpan? ResponseTimeout { get; init; }

    /// <summary>Longest time from sent to final response, pending responses included. <see cref="Timeout.InfiniteTimeSpan"/> = none.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>Whether <see cref="IDimseRequestListener.OnProgress"/> is called, once per socket write of content. Default false.</summary>
    public bool WantsProgress { get; init; }

    /// <summary>The presentation context to use instead of the first that fits.</summary>
    public byte? PresentationContextId { get; init; }
}
