using System.Text.Json;
using Comparison.Cases;
using Comparison.Measuring;

namespace Comparison.Reporting;

/// <summary>The results as JSON: everything, every round.</summary>
internal static class JsonReport
{
    /// <summary>The whole report.</summary>
    public static string Create(BenchReport report) => JsonSerializer.Serialize(
        new Document(
            report.Machine,
            report.Plan.Rounds,
            report.Plan.Shortest.TotalSeconds,
            report.Plan.IsQuick,
            [.. report.Cases.Select(ToEntry)],
            report.Remarks),
        ReportJsonContext.Default.Document);

    private static CaseEntry ToEntry(CaseResult result) => new(
        result.Case.Name,
        result.Case.Title,
        [.. result.Rows.Select(row => new RowEntry(
            row.Name,
            result.Case.Contenders.FirstOrDefault(contender => contender.Name == row.Name)?.Description,
            row.Unit,
            row.Median,
            row.Deviation,
            row.Values,
            row.Operations,
            row.Shortest?.TotalSeconds))],
        [.. result.Outcomes.Select(outcome => new ComparisonEntry(
            outcome.Target.Subject, outcome.Measured, outcome.Target.Symbol, outcome.Target.Bound, outcome.Target.Limit, outcome.IsMet))],
        result.Missing,
        result.Failures);

    /// <summary>The document.</summary>
    internal sealed record Document(
        MachineFacts Machine, int Rounds, double ShortestRoundSeconds, bool IsQuick, IReadOnlyList<CaseEntry> Cases, IReadOnlyList<string> Remarks);

    /// <summary>A case.</summary>
    internal sealed record CaseEntry(
        string Name,
        string Title,
        IReadOnlyList<RowEntry> Rows,
        IReadOnlyList<ComparisonEntry> Comparisons,
        IReadOnlyDictionary<string, string> Missing,
        IReadOnlyDictionary<string, string> Failures);

    /// <summary>A row.</summary>
    internal sealed record RowEntry(
        string Name, string? Description, string Unit, double Median, double Deviation, IReadOnlyList<double> Values, long Operations, double? ShortestRoundSeconds);

    /// <summary>A comparison, with the demand if there is one.</summary>
    internal sealed record ComparisonEntry(string Subject, double? Measured, string Symbol, Bound Bound, double? Limit, bool? IsMet);
}
