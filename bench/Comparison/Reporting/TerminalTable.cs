using Comparison.Measuring;
using Spectre.Console;

namespace Comparison.Reporting;

/// <summary>The results as tables for people at a terminal.</summary>
internal static class TerminalTable
{
    private const int WidthOfAFile = 140;

    /// <summary>The terminal; or a file, which is wide and takes no colors.</summary>
    public static IAnsiConsole OpenConsole()
    {
        var isFile = Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = isFile ? AnsiSupport.No : AnsiSupport.Detect });
        if (isFile)
        {
            console.Profile.Width = WidthOfAFile;
        }

        return console;
    }

    /// <summary>Prints one table per case, with the machine above and what is to be said below.</summary>
    public static void Write(IAnsiConsole console, BenchReport report)
    {
        foreach (var line in report.Machine.Lines)
        {
            console.WriteLine(line);
        }

        foreach (var result in report.Cases)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{result.Case.Name}[/]: {result.Case.Title}");
            console.Write(Create(result));
        }

        foreach (var remark in report.Remarks)
        {
            console.MarkupLineInterpolated($"[yellow]{remark}[/]");
        }
    }

    private static Table Create(CaseResult result)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in ReportRow.Headings)
        {
            table.AddColumn(new TableColumn(heading) { Alignment = heading is "median" or "spread" ? Justify.Right : Justify.Left });
        }

        foreach (var row in ReportRow.Of(result))
        {
            table.AddRow(
                Markup.Escape(row.Contender), Markup.Escape(row.Median), Markup.Escape(row.Spread), Lines(row.Compared), Lines(row.Demand),
                string.Join('\n', row.Verdicts.Select(Verdict)));
        }

        return table;
    }

    private static string Lines(IEnumerable<string> lines) => Markup.Escape(string.Join('\n', lines));

    private static string Verdict(bool? verdict) => $"[{(verdict == true ? "green" : "red")}]{ReportRow.Word(verdict)}[/]";
}
