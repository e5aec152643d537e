using Akka.Configuration;

namespace DicomActors.Configuration;

/// <summary>
/// Finds settings that nobody reads. A misspelt name would silently leave the default, and with <c>tls</c> or a limit that is not what
/// its writer relies on. A reference has every name there is.
/// </summary>
internal static class SettingNames
{
    /// <summary>Fails on the first name that is unknown where it stands, and where a value stands for a block or the other way round.</summary>
    /// <param name="given">A block.</param>
    /// <param name="known">What may stand in it.</param>
    /// <param name="path">Where it is in the whole configuration.</param>
    /// <exception cref="DicomSettingsException">There is one; the message says what is known in its place.</exception>
    public static void RequireKnown(Config given, SettingShape known, string path)
    {
        foreach (var (name, value) in given.AsEnumerable())
        {
            var full = $"{path}.{name}";
            var below = known.Below(name) ?? throw new DicomSettingsException(full, known.Unknown());
            if (value.IsObject() == below.Names is null)
            {
                throw new DicomSettingsException(full, below.Names is null ? "is a single setting, and takes a value." : "is a block of settings, in braces.");
            }

            if (below.Names is not null)
            {
                // Quoted: a name may contain dots.
                RequireKnown(given.GetConfig($"\"{name}\""), below, full);
            }
        }
    }
}
