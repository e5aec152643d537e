namespace DicomActors.Listeners;

/// <summary>
/// Accept no more connections; those accepted live on. Answered with <see cref="ListenerUnbound"/>. The actor then stops.
/// </summary>
public sealed record UnbindListener : IListenerCommand
{
    /// <summary>The only instance needed.</summary>
    public static UnbindListener Instance { get; } = new();
}
