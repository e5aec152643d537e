namespace DicomActors.Clients;

/// <summary>Send again after <see cref="PausePeer"/>; also tries a peer again at once whose circuit is open.</summary>
public sealed record ResumePeer : IClientCommand
{
    /// <summary>The only instance needed.</summary>
    public static ResumePeer Instance { get; } = new();
}
