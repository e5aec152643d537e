using DicomActors.Node.Output;
using DicomActors.Protocol.Data;

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
        ResultTable.Write([.. shown.Select(Header)], [.. matches.Select(match => shown.Select(column => Value(match, column)).ToList())]);
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

        return (dataset.GetString(path.Tag) ?? "").Trim();
    }
}
