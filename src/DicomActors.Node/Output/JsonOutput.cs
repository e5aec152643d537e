using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DicomActors.Node.Output;

/// <summary>Results for programs, on standard output.</summary>
internal static class JsonOutput
{
    // For terminals and files, not for HTML: names stay readable.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions OnALine = Readable with { Indented = false };

    /// <summary>The option that asks for JSON lines.</summary>
    public static Option<bool> LinesOption() => new("--json") { Description = "Write what happens as JSON objects, one on a line." };

    /// <summary>The option that asks for it.</summary>
    public static Option<bool> Option() => new("--json") { Description = "Write the result as JSON." };

    /// <summary>Writes one JSON value on a line of its own, for verbs that tell what happens as it happens. Any thread.</summary>
    public static void WriteLine(Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, OnALine))
        {
            write(json);
        }

        Console.Out.WriteLine(Encoding.UTF8.GetString(line.WrittenSpan));
    }

    /// <summary>Writes an object of a known shape and a line end.</summary>
    public static void Write<T>(T value, JsonTypeInfo<T> type) => Write(json => JsonSerializer.Serialize(json, value, type));

    /// <summary>Writes one JSON value and a line end.</summary>
    public static void Write(Action<Utf8JsonWriter> write)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            write(json);
        }

        output.WriteByte((byte)'\n');
    }
}
