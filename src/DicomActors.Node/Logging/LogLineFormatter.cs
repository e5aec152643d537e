using System.Globalization;
using DicomActors.Node.Output;
using Serilog.Events;
using Serilog.Formatting;

namespace DicomActors.Node.Logging;

/// <summary>
/// A log entry as a line: time, level, message, what it is about, source. An exception follows indented, so that nothing a peer sent can
/// look like an entry.
/// </summary>
internal sealed class LogLineFormatter : ITextFormatter
{
    /// <inheritdoc />
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.ToString("yyyy-MM-dd HH:mm:ss.fff zzz ", CultureInfo.InvariantCulture));
        output.Write(Name(logEvent.Level));
        output.Write(' ');
        output.Write(SingleLine.Of(logEvent.RenderMessage(CultureInfo.InvariantCulture)));
        if (Text(logEvent, LogProperties.ConnectionId) is { } connection)
        {
            output.Write($" [{connection}");
            WriteNamed(output, " ", Text(logEvent, LogProperties.CallingAETitle));
            WriteNamed(output, " > ", Text(logEvent, LogProperties.CalledAETitle));
            WriteNamed(output, " ", Text(logEvent, LogProperties.Peer));
            output.Write(']');
        }

        WriteNamed(output, " ", (Text(logEvent, LogProperties.Source) ?? Text(logEvent, "SourceContext")) is { } source ? $"({source})" : null);
        output.Write('\n');
        foreach (var line in logEvent.Exception?.ToString().Split('\n') ?? [])
        {
            output.Write($"    {SingleLine.Of(line.TrimEnd('\r'))}\n");
        }
    }

    private static void WriteNamed(TextWriter output, string before, string? text)
    {
        if (text is not null)
        {
            output.Write(before);
            output.Write(SingleLine.Of(text));
        }
    }

    private static string? Text(LogEvent entry, string property) =>
        entry.Properties.TryGetValue(property, out var value) && value is ScalarValue { Value: string text } ? text : null;

    private static string Name(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "VRB",
        LogEventLevel.Debug => "DBG",
        LogEventLevel.Information => "INF",
        LogEventLevel.Warning => "WRN",
        LogEventLevel.Error => "ERR",
        _ => "FTL",
    };
}
