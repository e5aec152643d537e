namespace DicomActors.Listeners;

/// <summary>
/// Bind and accept. Answered with <see cref="ListenerBound"/>, or with <c>Status.Failure</c> of a
/// <see cref="ListenerBindException"/>.
/// </summary>
/// <param name="Settings">Where to listen and whom to accept.</param>
public sealed record BindListener(ListenerSettings Settings) : IListenerCommand;
