namespace DicomActors.Listeners;

/// <summary>
/// Change whom a listener accepts, and how many. Connections that stand keep their place and what they have negotiated; the rest is judged by
/// the new settings from now on. End points stay as they are: see <see cref="BindEndPoint"/> and <see cref="UnbindEndPoint"/>.
/// Answered with <see cref="ListenerConfigured"/>; with <c>Status.Failure</c> of an <see cref="InvalidOperationException"/> before
/// <see cref="BindListener"/>.
/// </summary>
/// <param name="Settings">The settings; their end points are not looked at.</param>
public sealed record ConfigureListener(ListenerSettings Settings) : IListenerCommand;
