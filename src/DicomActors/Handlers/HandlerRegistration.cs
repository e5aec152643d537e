namespace DicomActors.Handlers;

/// <summary>A handler with what is known of its use; services registered in one call share one.</summary>
internal sealed class HandlerRegistration(DicomRequestHandler handler, HandlerOptions options)
{
    public DicomRequestHandler Handler { get; } = handler;

    public HandlerOptions Options { get; } = options;

    public HandlerLimiter Limiter { get; } = new();
}
