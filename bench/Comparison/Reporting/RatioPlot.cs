using System.Globalization;
using System.Security;
using System.Text;
using Comparison.Cases;

namespace Comparison.Reporting;

/// <summary>How far every target is met, as horizontal bars: an SVG without scripts that reads in light and in dark.</summary>
internal static class RatioPlot
{
    private const int Width = 1000;
    private const int Left = 420;
    private const int BarWidth = 300;
    private const int RowHeight = 24;
    private const int Top = 56;
    private const int LineHeight = 18;
    private const double MostShown = 3;

    /// <summary>One bar per target that was measured; the line is the target.</summary>
    public static string Create(BenchReport report)
    {
        var bars = report.Cases.SelectMany(result => result.Outcomes
            .Where(outcome => outcome is { Measured: not null, IsMet: not null })
            .Select(outcome => (result.Case.Name, outcome))).ToList();
        var height = Top + (bars.Count * RowHeight) + 12 + (report.Machine.Lines.Count * LineHeight);
        var svg = new StringBuilder();
        Append(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-label="Measured figures as multiples of their targets">""");
        svg.Append("""
            <style>
              text { font: 13px system-ui, sans-serif; fill: #1f2328 }
              .quiet { fill: #59636e }
              .met { fill: #1a7f37 }
              .missed { fill: #bc4c00 }
              line { stroke: #59636e; stroke-dasharray: 4 3 }
              @media (prefers-color-scheme: dark) {
                text { fill: #f0f6fc }
                .quiet { fill: #9198a1 }
                .met { fill: #3fb950 }
                .missed { fill: #f0883e }
                line { stroke: #9198a1 }
              }
            </style>

            """);
        Append(svg, $"""<text x="8" y="20">How far the targets are met (bars: measured / target)</text>""");
        Append(svg, $"""<text x="{Left + (BarWidth / MostShown)}" y="42" text-anchor="middle" class="quiet">target</text>""");
        for (var row = 0; row < bars.Count; row++)
        {
            AddBar(svg, bars[row].Name, bars[row].outcome, Top + (row * RowHeight));
        }

        Append(svg, $"""<line x1="{Left + (BarWidth / MostShown)}" x2="{Left + (BarWidth / MostShown)}" y1="{Top - 8}" y2="{Top + (bars.Count * RowHeight)}"/>""");
        for (var line = 0; line < report.Machine.Lines.Count; line++)
        {
            Append(svg, $"""<text x="8" y="{Top + (bars.Count * RowHeight) + ((line + 1) * LineHeight)}" class="quiet">{Escape(report.Machine.Lines[line])}</text>""");
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>1 where a target is just met, more where there is room.</summary>
    public static double Fulfilment(TargetOutcome outcome)
    {
        var (measured, limit) = (outcome.Measured!.Value, outcome.Target.Limit!.Value);
        if (outcome.Target.Bound == Bound.AtLeast)
        {
            return measured / limit;
        }

        // Nothing measured is as good as can be; a limit of nothing is met by nothing only.
        return measured == 0 ? MostShown : limit / measured;
    }

    private static void AddBar(StringBuilder svg, string name, TargetOutcome outcome, int y)
    {
        var length = Math.Min(Fulfilment(outcome), MostShown) / MostShown * BarWidth;
        var style = outcome.IsMet == true ? "met" : "missed";
        Append(svg, $"""<text x="{Left - 10}" y="{y + 14}" text-anchor="end">{Escape($"{name}: {outcome.Target.Subject}")}</text>""");
        Append(svg, $"""<rect x="{Left}" y="{y + 2}" width="{length:0.#}" height="{RowHeight - 8}" rx="2" class="{style}"/>""");
        Append(svg, $"""<text x="{Left + BarWidth + 10}" y="{y + 14}" class="quiet">{Escape($"{Figures.With(outcome.Measured!.Value, outcome.Target.Symbol)} ({outcome.Target.Demand}: {ReportRow.Word(outcome.IsMet)})")}</text>""");
    }

    private static void Append(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Escape(string text) => SecurityElement.Escape(text);
}
