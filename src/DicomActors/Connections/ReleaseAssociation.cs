namespace DicomActors.Connections;

/// <summary>
/// End the association in an orderly way: once everything queued is sent and answered. No further request is taken.
/// Answered with <see cref="AssociationReleased"/>, or with <c>Status.Failure</c> of the exception that says how it ended instead.
/// </summary>
public sealed record ReleaseAssociation : IConnectionCommand
{
    /// <summary>The only instance needed.</summary>
    public static ReleaseAssociation Instance { get; } = new();
}
