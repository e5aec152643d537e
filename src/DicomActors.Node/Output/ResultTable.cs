using Spectre.Console;

namespace DicomActors.Node.Output;

/// <summary>Rows for people: a table on a terminal, elsewhere a line each with tabs between the values.</summary>
internal static class ResultTable
{
    /// <summary>Writes them to standard output.</summary>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">A value for each column; may hold text of others.</param>
    public static void Write(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (Terminal.ShowsOutput)
        {
            Terminal.Output().Write(Create(columns, rows));
            return;
        }

        Console.Out.WriteLine(string.Join('\t', columns));
        foreach (var row in rows)
        {
            Console.Out.WriteLine(string.Join('\t', row.Select(SingleLine.Of)));
        }
    }

    /// <summary>The table for a terminal.</summary>
    public static Table Create(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(static value => new Text(SingleLine.Of(value)))]);
        }

        return table;
    }
}
