using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DicomActors.Node.Output;

/// <summary>Results for programs, on standard output.</summary>
internal static class JsonOutput
{
    // For terminals and files, not for HTML: names stay readable.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The option that asks for it.</summary>
    public static Option<bool> Option() => new("--json") { Description = "Write the result as JSON." };

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
