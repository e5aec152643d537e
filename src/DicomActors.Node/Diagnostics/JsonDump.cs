using System.Text;
using DicomActors.Node.Output;
using DicomActors.Protocol.Diagnostics;

namespace DicomActors.Node.Diagnostics;

/// <summary>Turns the lines of a dump into JSON objects, one on a line: what was there at once, and the details below it.</summary>
internal sealed class JsonDump : TextWriter
{
    private CaptureRecord? _current;

    /// <inheritdoc />
    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Writes a capture.</summary>
    public static void Write(IEnumerable<CaptureRecord> capture, bool withDatasets)
    {
        using var dump = new JsonDump();
        DumpWriter.Write(
            capture.Select(record =>
            {
                dump._current = record;
                return record;
            }),
            dump,
            withDatasets);
    }

    /// <summary>Called with whole lines, those of one record at once: an entry begins with its time, its details are indented.</summary>
    public override void Write(string? value)
    {
        var lines = value!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var first = 0; first < lines.Length;)
        {
            var next = Array.FindIndex(lines, first + 1, static line => !line.StartsWith(' '));
            next = next < 0 ? lines.Length : next;
            WriteEntry(lines[first], lines[(first + 1)..next]);
            first = next;
        }
    }

    private void WriteEntry(string entry, IEnumerable<string> details) => JsonOutput.WriteLine(json =>
    {
        var record = _current!;
        json.WriteStartObject();
        json.WriteString("time", record.Time);
        json.WriteNumber("connection", record.Connection);
        json.WriteString("direction", record.Direction == TrafficDirection.Sent ? "sent" : "received");
        json.WriteString("what", entry[(entry.IndexOf(record.Direction == TrafficDirection.Sent ? " -> " : " <- ", StringComparison.Ordinal) + 4)..]);
        json.WriteStartArray("details");
        foreach (var detail in details)
        {
            json.WriteStringValue(detail.Trim());
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
