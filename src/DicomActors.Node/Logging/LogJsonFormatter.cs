using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace DicomActors.Node.Logging;

/// <summary>
/// A log entry as a JSON object on a line, in the names of the Compact Log Event Format (clef-json.org) that log servers read. Its package
/// on the feed wants another Serilog.
/// </summary>
internal sealed class LogJsonFormatter : ITextFormatter
{
    private static readonly JsonValueFormatter Values = new(typeTagName: null);

    /// <inheritdoc />
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write('{');
        Write(output, "@t", logEvent.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        output.Write(',');
        Write(output, "@m", logEvent.RenderMessage(CultureInfo.InvariantCulture));
        if (logEvent.Level != LogEventLevel.Information)
        {
            output.Write(',');
            Write(output, "@l", logEvent.Level.ToString());
        }

        if (logEvent.Exception is { } exception)
        {
            output.Write(',');
            Write(output, "@x", exception.ToString());
        }

        foreach (var (name, value) in logEvent.Properties)
        {
            // CLEF: a name of the entry's own that begins with @ has two.
            output.Write(',');
            JsonValueFormatter.WriteQuotedJsonString(name.StartsWith('@') ? $"@{name}" : name, output);
            output.Write(':');
            Values.Format(value, output);
        }

        output.Write("}\n");
    }

    private static void Write(TextWriter output, string name, string text)
    {
        JsonValueFormatter.WriteQuotedJsonString(name, output);
        output.Write(':');
        JsonValueFormatter.WriteQuotedJsonString(text, output);
    }
}
