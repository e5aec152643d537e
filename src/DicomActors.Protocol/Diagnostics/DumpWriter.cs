using System.Globalization;
using DicomActors.Protocol.StateMachine;

namespace DicomActors.Protocol.Diagnostics;

/// <summary>
/// Writes what passes over connections as readable lines: every PDU, every presentation data value, every DIMSE message with its
/// command set, decoded from the bytes themselves. Data sets are patient data and are left out unless asked for; that of a
/// C-STORE, and what identifies a user (passcodes, tickets), is never written. Control characters of the peer are replaced.
/// </summary>
public sealed class DumpWriter : DicomInspector
{
    private readonly Lock _lock = new();
    private readonly TextWriter _output;
    private readonly bool _withDatasets;
    private int _connections;

    /// <summary>Creates a dump.</summary>
    /// <param name="output">Where the lines go; not disposed.</param>
    /// <param name="withDatasets">Whether the data sets of messages are written, too. Default false.</param>
    public DumpWriter(TextWriter output, bool withDatasets = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _withDatasets = withDatasets;
    }

    /// <summary>Writes a capture as this class writes a live connection.</summary>
    /// <param name="capture">The records, see <see cref="CaptureReader"/>.</param>
    /// <param name="output">Where the lines go; not disposed.</param>
    /// <param name="withDatasets">Whether the data sets of messages are written, too. Default false.</param>
    public static void Write(IEnumerable<CaptureRecord> capture, TextWriter output, bool withDatasets = false)
    {
        ArgumentNullException.ThrowIfNull(capture);
        var dump = new DumpWriter(output, withDatasets);
        var connections = new Dictionary<int, ConnectionDump>();
        foreach (var record in capture)
        {
            if (!connections.TryGetValue(record.Connection, out var connection))
            {
                connections.Add(record.Connection, connection = new ConnectionDump(dump.WriteLines, record.Connection, withDatasets));
            }

            connection.OnBytes(record.Direction, record.Time, record.Bytes.Span);
        }
    }

    /// <inheritdoc />
    public override DicomInspector ForConnection(AssociationRole role) =>
        new ConnectionDump(WriteLines, Interlocked.Increment(ref _connections), _withDatasets);

    private void WriteLines(string text)
    {
        var shown = string.Create(text.Length, text, static (line, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                line[i] = IsFitForATerminal(source[i]) ? source[i] : '.';
            }
        });
        lock (_lock)
        {
            _output.Write(shown);
        }
    }

    // Names and comments come from the peer: they must not move the cursor, colour the screen or turn the line around.
    private static bool IsFitForATerminal(char character) =>
        character == '\n' || CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
