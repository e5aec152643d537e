using DicomActors.Node.Output;
using DicomActors.Protocol.Data;
using Spectre.Console;

namespace DicomActors.Node.Finding;

/// <summary>Matches for people: a table on a terminal, elsewhere a line each with tabs between the values.</summary>
internal static class MatchTable
{
    /// <summary>Writes the matches to standard output.</summary>
    public static void Write(IReadOnlyList<AttributePath> columns, IReadOnlyList<EncodedDataset> matches)
    {
        if (matches.Count == 0)
        {
            return;
        }

        // What no match has is not worth a column.
        var shown = columns.Where(column => matches.Any(match => Value(match, column).Length > 0)).ToList();
        if (Terminal.ShowsOutput)
        {
            WriteTable(shown, matches);
        }
        else
        {
            WriteLines(shown, matches);
        }
    }

    private static void WriteTable(List<AttributePath> columns, IReadOnlyList<EncodedDataset> matches)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(Markup.Escape(Header(column)));
        }

        foreach (var match in matches)
        {
            table.AddRow([.. columns.Select(column => new Text(Value(match, column)))]);
        }

        Terminal.Output().Write(table);
    }

    private static void WriteLines(List<AttributePath> columns, IReadOnlyList<EncodedDataset> matches)
    {
        Console.Out.WriteLine(string.Join('\t', columns.Select(Header)));
        foreach (var match in matches)
        {
            Console.Out.WriteLine(string.Join('\t', columns.Select(column => Value(match, column))));
        }
    }

    private static string Header(AttributePath column) => column.Tag.Keyword ?? column.Tag.ToString();

    private static string Value(EncodedDataset match, AttributePath path)
    {
        var dataset = match;
        foreach (var (sequence, index) in path.Items)
        {
            var items = dataset.GetItems(sequence);
            if (index >= items.Count)
            {
                return "";
            }

            dataset = items[index];
        }

        return SingleLine.Of((dataset.GetString(path.Tag) ?? "").Trim());
    }
}
