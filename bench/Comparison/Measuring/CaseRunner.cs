using System.Globalization;
using Comparison.Cases;
using Comparison.Contenders;

namespace Comparison.Measuring;

/// <summary>Measures the contenders of a case, taking turns.</summary>
internal sealed class CaseRunner(MeasuringPlan plan, Action<string> say)
{
    private readonly Dictionary<string, string> _missing = [];
    private readonly Dictionary<string, string> _failures = [];
    private readonly Dictionary<Contender, long> _operations = [];
    private readonly Dictionary<Contender, List<Measurement>> _measured = [];

    /// <summary>Prepares, calibrates, measures and ends every contender of a case.</summary>
    public async Task<CaseResult> RunAsync(ComparisonCase @case, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var contender in @case.Contenders)
            {
                await PrepareAsync(@case, contender, cancellationToken);
            }

            for (var round = 1; round <= plan.Rounds; round++)
            {
                foreach (var contender in @case.Contenders.Where(_operations.ContainsKey))
                {
                    await MeasureAsync(@case, contender, round, cancellationToken);
                }
            }
        }
        finally
        {
            foreach (var contender in @case.Contenders)
            {
                await contender.DisposeAsync();
            }
        }

        return new CaseResult(@case, [.. @case.Contenders.Where(_operations.ContainsKey).SelectMany(contender => Rows(@case, contender))], _missing, _failures);
    }

    private async Task PrepareAsync(ComparisonCase @case, Contender contender, CancellationToken cancellationToken)
    {
        if (contender.FindObstacle() is { } obstacle)
        {
            _missing.Add(contender.Name, obstacle);
            say($"{@case.Name}: {contender.Name}: {obstacle}");
            return;
        }

        try
        {
            await contender.PrepareAsync(cancellationToken);
            _operations.Add(contender, await Calibration.FindAsync(contender, plan, cancellationToken));
            _measured.Add(contender, []);
        }
        catch (BenchException problem)
        {
            Fail(@case, contender, problem);
        }
    }

    private async Task MeasureAsync(ComparisonCase @case, Contender contender, int round, CancellationToken cancellationToken)
    {
        try
        {
            var measurement = await contender.MeasureAsync(_operations[contender], cancellationToken);
            if (round == 1 && contender.FixedOperations is null && measurement.Elapsed < plan.ShortestOf(contender))
            {
                // It has become faster since it was calibrated.
                _operations[contender] = Calibration.Scale(measurement, plan.ShortestOf(contender));
                measurement = await contender.MeasureAsync(_operations[contender], cancellationToken);
            }

            _measured[contender].Add(measurement);
            say(string.Create(
                CultureInfo.InvariantCulture,
                $"{@case.Name}: round {round} of {plan.Rounds}: {contender.Name}: {@case.Unit.Of(measurement):N0} {@case.Unit.Symbol} ({measurement.Operations:N0} in {measurement.Elapsed.TotalSeconds:0.00} s)"));
        }
        catch (BenchException problem)
        {
            Fail(@case, contender, problem);
        }
    }

    private void Fail(ComparisonCase @case, Contender contender, BenchException problem)
    {
        _operations.Remove(contender);
        _failures.Add(contender.Name, problem.Message);
        say($"{@case.Name}: {contender.Name}: {problem.Message}");
    }

    private IEnumerable<RowResult> Rows(ComparisonCase @case, Contender contender)
    {
        var measured = _measured[contender];
        yield return new RowResult(contender.Name, @case.Unit.Symbol, [.. measured.Select(@case.Unit.Of)])
        {
            Operations = _operations[contender],
            Shortest = measured.Min(measurement => measurement.Elapsed),
        };
        foreach (var readings in measured.SelectMany(measurement => measurement.Readings).GroupBy(reading => reading.Name))
        {
            yield return new RowResult($"{contender.Name}: {readings.Key}", readings.First().Unit, [.. readings.Select(reading => reading.Value)]);
        }
    }
}
