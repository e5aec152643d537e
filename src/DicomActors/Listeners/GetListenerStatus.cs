namespace DicomActors.Listeners;

/// <summary>Ask what a listener is doing. Answered with <see cref="ListenerStatus"/>.</summary>
public sealed record GetListenerStatus : IListenerCommand
{
    /// <summary>The only instance needed.</summary>
    public static GetListenerStatus Instance { get; } = new();
}
