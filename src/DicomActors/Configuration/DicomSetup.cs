using Akka.Actor.Setup;

namespace DicomActors.Configuration;

/// <summary>
/// Tells an actor system which settings there are below <c>dicom-actors</c> beside this library's own. Without it, those of other
/// libraries stop the start as names that nobody knows. Goes into the <see cref="ActorSystemSetup"/>, with Akka.Hosting by <c>AddSetup</c>.
/// </summary>
/// <param name="reference">All settings there are.</param>
public sealed class DicomSetup(SettingsReference reference) : Setup
{
    /// <summary>All settings there are.</summary>
    public SettingsReference Reference { get; } = reference ?? throw new ArgumentNullException(nameof(reference));
}
