using DicomActors.Configuration;
using DicomActors.Node.Logging;
using Serilog.Events;

namespace DicomActors.Node.Serving;

/// <summary>Reads the settings of <c>dicom-actors.node.logging</c>.</summary>
internal static class LoggingSettings
{
    /// <summary>As the log takes them.</summary>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range.</exception>
    public static NodeLogOptions Read(SettingReader reader) => new()
    {
        ConsoleLevel = Level(reader, "console-level"),
        File = reader.Read("file", () => InFolder(reader.OptionalText("file"))),
        FileLevel = Level(reader, "file-level"),
        FileAsJson = reader.Choice("file-format", ("text", false), ("json", true)),
        FileSizeLimit = reader.Size("maximum-file-size", 1 << 20, 1L << 40),
        RetainedFiles = reader.WholeNumber("maximum-files", 1, 10_000),
    };

    private static LogEventLevel? Level(SettingReader reader, string key) => reader.Choice<LogEventLevel?>(
        key,
        ("verbose", LogEventLevel.Verbose),
        ("debug", LogEventLevel.Debug),
        ("information", LogEventLevel.Information),
        ("warning", LogEventLevel.Warning),
        ("error", LogEventLevel.Error),
        ("off", null));

    private static string? InFolder(string? file)
    {
        if (file is null)
        {
            return null;
        }

        var path = Path.GetFullPath(file);
        return Directory.Exists(Path.GetDirectoryName(path))
            ? path
            : throw new FormatException($"there is no folder {Path.GetDirectoryName(path)}: make it first.");
    }
}
