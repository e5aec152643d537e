using Akka.Configuration;

namespace DicomActors.Configuration;

/// <summary>
/// Every setting there may be below <c>dicom-actors</c>, with its default: the reference of this library and of those built on it that have
/// settings of their own. Immutable. An actor system that is to know more than <see cref="Core"/> gets it with <see cref="DicomSetup"/>.
/// </summary>
public sealed class SettingsReference
{
    private SettingsReference(Config defaults)
    {
        Defaults = defaults;
        Shape = SettingShape.OfReference(defaults.GetConfig(DicomSettings.Root));
    }

    /// <summary>What this library reads.</summary>
    public static SettingsReference Core { get; } = new(DicomSettings.DefaultConfig);

    /// <summary>The defaults, root <c>dicom-actors</c>.</summary>
    public Config Defaults { get; }

    /// <summary>What may stand below <c>dicom-actors</c>.</summary>
    internal SettingShape Shape { get; }

    /// <summary>With the settings of a library.</summary>
    /// <param name="library">Its reference: a block of its own below <c>dicom-actors</c>, every setting with its default.</param>
    public SettingsReference With(Config library) => new(Defaults.WithFallback(library));

    /// <summary>A configuration with the defaults for what it does not say.</summary>
    /// <param name="config">A configuration, root <c>dicom-actors</c>.</param>
    /// <exception cref="DicomSettingsException">There is no setting of a name it uses; the message says which are known in its place.</exception>
    public Config Complete(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var all = config.WithFallback(Defaults);
        SettingNames.RequireKnown(all.GetConfig(DicomSettings.Root), Shape, DicomSettings.Root);
        return all;
    }
}
