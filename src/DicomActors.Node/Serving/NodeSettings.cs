using Akka.Configuration;
using DicomActors.Configuration;
using DicomActors.Node.Logging;
using DicomActors.Node.Output;

namespace DicomActors.Node.Serving;

/// <summary>The settings of <c>dicom-actors.node</c>. <c>reference.conf</c>, beside this file, documents each.</summary>
internal sealed record NodeSettings
{
    private const int LongestName = 64;

    /// <summary>The defaults: what <c>reference.conf</c> says.</summary>
    public static Config DefaultConfig { get; } =
        ConfigurationFactory.FromResource("DicomActors.Node.Serving.reference.conf", typeof(NodeSettings).Assembly);

    /// <summary><c>name</c>, or the machine's.</summary>
    public required string Name { get; init; }

    /// <summary><c>dashboard</c>; null if it is off.</summary>
    public required HttpSettings? Http { get; init; }

    /// <summary><c>logging</c></summary>
    public required NodeLogOptions Logging { get; init; }

    /// <summary><c>telemetry</c></summary>
    public required TelemetrySettings Telemetry { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <param name="all">A whole configuration, defaults included.</param>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range.</exception>
    public static NodeSettings From(Config all)
    {
        var reader = SettingReader.Below(all, "dicom-actors.node");
        return new NodeSettings
        {
            Name = reader.Read("name", () => Named(reader.OptionalText("name"))),
            Http = reader.Switch("dashboard.enabled") ? HttpSettings.Read(SettingReader.Below(all, "dicom-actors.node.dashboard")) : null,
            Logging = LoggingSettings.Read(SettingReader.Below(all, "dicom-actors.node.logging")),
            Telemetry = TelemetrySettings.Read(SettingReader.Below(all, "dicom-actors.node.telemetry")),
        };
    }

    private static string Named(string? name) => name switch
    {
        null => Environment.MachineName,
        { Length: <= LongestName } when SingleLine.Of(name) == name => name,
        _ => throw new FormatException("must be 1 to 64 printable characters."),
    };
}
