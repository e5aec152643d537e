using System.Globalization;
using System.Text.Json;
using Comparison.Cases;
using Comparison.Measuring;

namespace Comparison.Reporting;

/// <summary>The ratios of an earlier run, per actor runtime: times differ from machine to machine, ratios of one run hardly.</summary>
internal sealed class Baseline
{
    private const double LeastTolerance = 0.15;
    private const double MostTolerance = 0.5;

    // Five rounds show a part of what a figure does over days.
    private const double SpreadFactor = 3;

    private readonly Dictionary<string, SortedDictionary<string, BaselineEntry>> _entries;

    private Baseline(Dictionary<string, SortedDictionary<string, BaselineEntry>> entries) => _entries = entries;

    /// <summary>A baseline without any ratio.</summary>
    public static Baseline Empty => new([]);

    /// <summary>Reads a baseline.</summary>
    /// <exception cref="BenchException">It is not there, or no baseline.</exception>
    public static async Task<Baseline> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return Parse(await File.ReadAllTextAsync(file, cancellationToken));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new BenchException($"the baseline {file} cannot be read: {problem.Message} To make one: --write-baseline.", problem);
        }
    }

    /// <summary>A baseline from its text.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static Baseline Parse(string text) => new(
        JsonSerializer.Deserialize(text, ReportJsonContext.Default.DictionaryStringSortedDictionaryStringBaselineEntry) ?? throw new JsonException("It is empty."));

    /// <summary>Its text.</summary>
    public string Format() => JsonSerializer.Serialize(_entries, ReportJsonContext.Default.DictionaryStringSortedDictionaryStringBaselineEntry) + "\n";

    /// <summary>What has become worse than the baseline allows: a line for each.</summary>
    public IReadOnlyList<string> FindRegressions(string runtime, IEnumerable<CaseResult> cases) =>
        [.. Measured(cases).Select(measured => Judge(runtime, measured.Result, measured.Outcome)).OfType<string>()];

    /// <summary>Takes over the ratios of a run; of those that were not measured, the old ones stay.</summary>
    public void Update(string runtime, IEnumerable<CaseResult> cases)
    {
        if (!_entries.TryGetValue(runtime, out var entries))
        {
            _entries.Add(runtime, entries = new SortedDictionary<string, BaselineEntry>(StringComparer.Ordinal));
        }

        foreach (var (result, outcome) in Measured(cases))
        {
            var tolerance = Math.Clamp(SpreadFactor * outcome.Target.Spread(result), LeastTolerance, MostTolerance);
            entries[KeyOf(result, outcome)] = new BaselineEntry(Math.Round(outcome.Measured!.Value, 3), Math.Round(tolerance, 2));
        }
    }

    private static IEnumerable<(CaseResult Result, TargetOutcome Outcome)> Measured(IEnumerable<CaseResult> cases) =>
        cases.SelectMany(result => result.Outcomes.Where(outcome => outcome.Measured is not null).Select(outcome => (result, outcome)));

    private static string KeyOf(CaseResult result, TargetOutcome outcome) => $"{result.Case.Name}: {outcome.Target.Subject}";

    private string? Judge(string runtime, CaseResult result, TargetOutcome outcome)
    {
        var key = KeyOf(result, outcome);
        if (!_entries.TryGetValue(runtime, out var entries) || !entries.TryGetValue(key, out var entry))
        {
            return null;
        }

        var measured = outcome.Measured!.Value;
        var isWorse = outcome.Target.Bound == Bound.AtLeast
            ? measured < (entry.Value * (1 - entry.Tolerance)) - outcome.Target.Grain
            : measured > (entry.Value * (1 + entry.Tolerance)) + outcome.Target.Grain;
        return isWorse
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{key}: {Figures.With(measured, outcome.Target.Symbol)} instead of {Figures.With(entry.Value, outcome.Target.Symbol)}, more than {entry.Tolerance:P0} worse.")
            : null;
    }
}
