using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DicomActors.Launcher;

/// <summary>What came of one test assembly.</summary>
internal sealed record TestAssembly(string Name, int Passed, IReadOnlyList<TestMessage> Failures, IReadOnlyList<TestMessage> Skips, TimeSpan Took)
{
    /// <summary>A test that shows no sign of life for so long is ended and named.</summary>
    private const string HangTimeout = "10m";

    private const int OutputLinesOfBrokenRun = 40;

    /// <summary>Runs one assembly that is already built, in a process of its own.</summary>
    public static async Task<TestAssembly> RunAsync(Repository repository, ActorRuntime runtime, string project, string? filter, string resultsFolder)
    {
        var name = $"{runtime} {project}";
        var started = Stopwatch.StartNew();
        var results = Path.Combine(resultsFolder, project);
        List<string> arguments =
        [
            "test", Path.Combine(repository.OutputOf(runtime, project), project + ".dll"),
            "--logger", "trx;LogFileName=results.trx",
            "--results-directory", results,
            "--blame-hang-timeout", HangTimeout, "--blame-hang-dump-type", "none",
        ];
        if (filter is not null)
        {
            arguments.AddRange(["--filter", filter]);
        }

        var run = await new DotNet(repository).RunAsync(runtime, arguments);
        var outcome = TrxFile.Read(Path.Combine(results, "results.trx")) ?? new TrxFile(0, [], []);
        var failures = outcome.Failures.ToList();
        if (run.ExitCode != 0 && failures.Count == 0)
        {
            // The host crashed or hung: what it managed to write does not show it.
            var last = run.Output.TrimEnd().Split('\n').TakeLast(OutputLinesOfBrokenRun);
            failures.Add(new TestMessage("(test run)", $"the test host ended with exit code {run.ExitCode}:\n{string.Join('\n', last)}"));
        }

        return new TestAssembly(name, outcome.Passed, failures, outcome.Skips, started.Elapsed);
    }

    /// <summary>One line, then every failure in full, then the reasons of the skips.</summary>
    public string Report()
    {
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"{(Failures.Count > 0 ? "FAILED" : "ok    ")} {Name}: {Passed} passed, {Failures.Count} failed, {Skips.Count} skipped ({Took.TotalSeconds:0.0} s)");
        foreach (var failure in Failures)
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"  x {failure.Test}");
            foreach (var line in failure.Text.TrimEnd().Split('\n'))
            {
                report.AppendLine(CultureInfo.InvariantCulture, $"      {line.TrimEnd()}");
            }
        }

        foreach (var reason in Skips.GroupBy(skip => skip.Text))
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"  - skipped {reason.Count()}: {reason.Key}");
        }

        return report.ToString();
    }
}
