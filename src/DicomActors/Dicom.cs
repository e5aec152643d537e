using Akka.Actor;

namespace DicomActors;

/// <summary>Finds the DICOM extension of an actor system: <c>Dicom.Get(system)</c>.</summary>
public sealed class Dicom : ExtensionIdProvider<DicomExtension>
{
    /// <summary>The extension of the system; made at the first call.</summary>
    /// <exception cref="Configuration.DicomSettingsException">The system's configuration has a bad setting.</exception>
    public static new DicomExtension Get(ActorSystem system) => system.WithExtension<DicomExtension, Dicom>();

    /// <inheritdoc/>
    public override DicomExtension CreateExtension(ExtendedActorSystem system) => new(system);
}
