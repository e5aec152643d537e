using System.Text;
using Comparison.Measuring;

namespace Comparison.Reporting;

/// <summary>The results as Markdown.</summary>
internal static class MarkdownReport
{
    private const string LineBreak = "<br>";

    /// <summary>One table for all cases.</summary>
    public static string Create(BenchReport report)
    {
        var text = new StringBuilder();
        foreach (var line in report.Machine.Lines.Append(report.Plan.ToString()))
        {
            text.Append(line).Append("  \n");
        }

        text.Append("\n| case | ").AppendJoin(" | ", ReportRow.Headings).Append(" |\n|---|---|--:|--:|---|---|---|\n");
        foreach (var result in report.Cases)
        {
            AddCase(text, result);
        }

        foreach (var remark in report.Remarks)
        {
            text.Append("\n- ").Append(remark);
        }

        return text.Append('\n').ToString();
    }

    private static void AddCase(StringBuilder text, CaseResult result)
    {
        var name = $"`{result.Case.Name}`";
        foreach (var row in ReportRow.Of(result))
        {
            text.Append("| ").AppendJoin(
                " | ",
                name, Escape(row.Contender), row.Median, Escape(row.Spread), Lines(row.Compared), Lines(row.Demand),
                string.Join(LineBreak, row.Verdicts.Select(ReportRow.Word))).Append(" |\n");
            name = "";
        }
    }

    private static string Lines(IEnumerable<string> lines) => Escape(string.Join(LineBreak, lines));

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
