using DicomActors.Configuration;
using DicomActors.Node.Logging;
using Serilog.Events;

namespace DicomActors.Node.Serving;

/// <summary>The settings of <c>dicom-actors.node.logging</c>.</summary>
/// <param name="ConsoleLevel">The least that goes to standard error; null: nothing does.</param>
/// <param name="File">The log file; null: none.</param>
/// <param name="FileLevel">The least that goes there; null: nothing does.</param>
/// <param name="IsJson">Whether its lines are JSON objects.</param>
/// <param name="MaximumFileSize">Its longest length, in bytes.</param>
/// <param name="MaximumFiles">Most files kept.</param>
internal sealed record LoggingSettings(
    LogEventLevel? ConsoleLevel, string? File, LogEventLevel? FileLevel, bool IsJson, long MaximumFileSize, int MaximumFiles)
{
    /// <summary>The same, as the log takes it.</summary>
    public NodeLogOptions Options => new()
    {
        ConsoleLevel = ConsoleLevel,
        File = File,
        FileLevel = FileLevel,
        FileAsJson = IsJson,
        FileSizeLimit = MaximumFileSize,
        RetainedFiles = MaximumFiles,
    };

    /// <summary>Reads them.</summary>
    /// <exception cref="DicomSettingsException">A value cannot be read or is out of range.</exception>
    public static LoggingSettings Read(SettingReader reader) => new(
        Level(reader, "console-level"),
        reader.Read("file", () => InFolder(reader.OptionalText("file"))),
        Level(reader, "file-level"),
        reader.Choice("file-format", ("text", false), ("json", true)),
        reader.Size("maximum-file-size", 1 << 20, 1L << 40),
        reader.WholeNumber("maximum-files", 1, 10_000));

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
