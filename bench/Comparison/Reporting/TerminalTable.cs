using Comparison.Cases;
using Comparison.Measuring;
using Spectre.Console;

namespace Comparison.Reporting;

/// <summary>The results as a table for people at a terminal.</summary>
internal static class TerminalTable
{
    /// <summary>Prints one table for all cases, with the machine above and what is to be said below.</summary>
    public static void Write(IAnsiConsole console, BenchReport report)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in new[] { "case", "contender", "median", "spread", "compared", "target", "" })
        {
            table.AddColumn(new TableColumn(heading) { Alignment = heading is "median" or "spread" ? Justify.Right : Justify.Left });
        }

        foreach (var result in report.Cases)
        {
            AddCase(table, result);
        }

        foreach (var line in report.Machine.Lines)
        {
            console.WriteLine(line);
        }

        console.Write(table);
        foreach (var remark in report.Remarks)
        {
            console.MarkupLineInterpolated($"[yellow]{remark}[/]");
        }
    }

    private static void AddCase(Table table, CaseResult result)
    {
        var name = result.Case.Name;
        foreach (var row in result.Rows)
        {
            var outcomes = result.Outcomes.Where(outcome => outcome.Target.Row == row.Name).ToList();
            table.AddRow(
                new Markup(Markup.Escape(name)),
                new Markup(Markup.Escape(row.Name)),
                new Markup(Markup.Escape(Figures.With(row.Median, row.Unit))),
                new Markup(Markup.Escape($"{Figures.Number(row.Smallest)} .. {Figures.Number(row.Largest)}")),
                new Markup(Lines(outcomes, Compared)),
                new Markup(Lines(outcomes, outcome => outcome.Target.Demand)),
                new Markup(string.Join('\n', outcomes.Select(Verdict))));
            name = "";
        }

        foreach (var (contender, reason) in result.Missing.Concat(result.Failures))
        {
            table.AddRow(new Markup(Markup.Escape(name)), new Markup(Markup.Escape(contender)), new Markup(Markup.Escape(reason)));
            name = "";
        }

        table.AddEmptyRow();
    }

    private static string Compared(TargetOutcome outcome) =>
        outcome.Measured is { } measured ? $"{outcome.Target.Subject} = {Figures.With(measured, outcome.Target.Symbol)}" : "";

    private static string Lines(IEnumerable<TargetOutcome> outcomes, Func<TargetOutcome, string> text) =>
        Markup.Escape(string.Join('\n', outcomes.Select(text)));

    private static string Verdict(TargetOutcome outcome) => outcome.IsMet switch
    {
        true => "[green]met[/]",
        false => "[red]not met[/]",
        null => "",
    };
}
