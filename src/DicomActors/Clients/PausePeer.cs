namespace DicomActors.Clients;

/// <summary>Send nothing more until <see cref="ResumePeer"/>. What is under way is finished; requests are queued further.</summary>
public sealed record PausePeer : IClientCommand
{
    /// <summary>The only instance needed.</summary>
    public static PausePeer Instance { get; } = new();
}
