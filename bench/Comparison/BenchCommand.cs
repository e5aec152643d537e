using System.CommandLine;
using Comparison.Cases;
using Comparison.Measuring;
using Comparison.Peers;
using Comparison.Reporting;
using Spectre.Console;

namespace Comparison;

/// <summary>The command line: which cases, how long, what to write.</summary>
internal sealed class BenchCommand : RootCommand
{
    private readonly Option<string[]> _case = new("--case") { Description = "Only these cases, separated by commas.", HelpName = "NAME[,NAME]", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _list = new("--list") { Description = "Names the cases and their contenders, and ends." };
    private readonly Option<int?> _rounds = new("--rounds") { Description = "Rounds of every contender, taking turns. Default 5; 2 with --quick.", HelpName = "N" };
    private readonly Option<bool> _quick = new("--quick") { Description = "A look: 2 rounds of short workloads. No figure of it is a claim." };
    private readonly Option<string?> _folder = new("--folder") { Description = "Where files are written, on the disk to be measured. Default: the temporary folder.", HelpName = "DIR" };
    private readonly Option<string?> _foDicom = new("--fo-dicom") { Description = "The built bench/Comparison.FoDicom.", HelpName = "DLL" };

    private readonly Option<string?> _json = new("--json") { Description = "Writes every round of every row.", HelpName = "FILE" };
    private readonly Option<string?> _markdown = new("--markdown") { Description = "Writes the tables as Markdown.", HelpName = "FILE" };
    private readonly Option<string?> _svg = new("--svg") { Description = "Writes a plot of how far the targets are met.", HelpName = "FILE" };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "Ratios of an earlier run (bench/baseline.json); exit code 1 if one has become worse than its tolerance.", HelpName = "FILE" };
    private readonly Option<bool> _writeBaseline = new("--write-baseline") { Description = "Writes the ratios into the file of --baseline instead of comparing with them." };

    public BenchCommand()
        : base("Compares DicomActors with other stacks and with the limits of the sockets, side by side on this machine.")
    {
        Add(_case);
        Add(_list);
        Add(_rounds);
        Add(_quick);
        Add(_folder);
        Add(_foDicom);
        Add(_json);
        Add(_markdown);
        Add(_svg);
        Add(_baseline);
        Add(_writeBaseline);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(arguments.GetValue(_folder) ?? Path.GetTempPath(), $"dicomactors-bench-{Guid.NewGuid():N}");
        try
        {
            var setting = new BenchSetting(folder, arguments.GetValue(_foDicom) ?? FoDicomProgram.DefaultPath, arguments.GetValue(_quick));
            var cases = Choose(CaseCatalog.All(setting), arguments.GetValue(_case) ?? []);
            if (arguments.GetValue(_list))
            {
                List(cases);
                return ExitCode.Done;
            }

            Check(arguments);
            Directory.CreateDirectory(folder);
            var report = await MeasureAsync(setting, cases, PlanOf(arguments), cancellationToken);
            var console = TerminalTable.OpenConsole();
            TerminalTable.Write(console, report);
            await WriteAsync(arguments, report, cancellationToken);
            var isWorse = await CompareAsync(arguments, report, console, cancellationToken);
            return isWorse || report.Cases.Any(result => result.Failures.Count > 0) ? ExitCode.Failed : ExitCode.Done;
        }
        catch (Exception problem) when (problem is BenchException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"bench: {problem.Message}");
            return ExitCode.Usage;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private void Check(ParseResult arguments)
    {
        var baseline = arguments.GetValue(_baseline);
        if (arguments.GetValue(_writeBaseline) && baseline is null)
        {
            throw new BenchException("--write-baseline needs a file: --baseline FILE.");
        }

        if (arguments.GetValue(_quick) && baseline is not null)
        {
            throw new BenchException("--quick makes no claim, so it cannot be compared with a baseline; leave one of the two out.");
        }
    }

    private async Task WriteAsync(ParseResult arguments, BenchReport report, CancellationToken cancellationToken)
    {
        foreach (var (option, create) in new (Option<string?>, Func<BenchReport, string>)[]
        {
            (_json, JsonReport.Create), (_markdown, MarkdownReport.Create), (_svg, RatioPlot.Create),
        })
        {
            if (arguments.GetValue(option) is { } file)
            {
                await File.WriteAllTextAsync(file, create(report), cancellationToken);
            }
        }
    }

    private async Task<bool> CompareAsync(ParseResult arguments, BenchReport report, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(_baseline) is not { } file)
        {
            return false;
        }

        if (arguments.GetValue(_writeBaseline))
        {
            var fresh = File.Exists(file) ? await Baseline.ReadAsync(file, cancellationToken) : Baseline.Empty;
            fresh.Update(report.Machine.ActorRuntime, report.Cases);
            await File.WriteAllTextAsync(file, fresh.Format(), cancellationToken);
            return false;
        }

        var regressions = (await Baseline.ReadAsync(file, cancellationToken)).FindRegressions(report.Machine.ActorRuntime, report.Cases);
        foreach (var regression in regressions)
        {
            console.MarkupLineInterpolated($"[red]worse than the baseline: {regression}[/]");
        }

        return regressions.Count > 0;
    }

    private static async Task<BenchReport> MeasureAsync(BenchSetting setting, IReadOnlyList<ComparisonCase> cases, MeasuringPlan plan, CancellationToken cancellationToken)
    {
        var machine = await MachineFacts.CollectAsync(cancellationToken);
        await setting.WriteFilesAsync();
        var results = new List<CaseResult>();
        foreach (var @case in cases)
        {
            results.Add(await new CaseRunner(plan, Console.Error.WriteLine).RunAsync(@case, cancellationToken));
        }

        return new BenchReport(machine, plan, results);
    }

    private MeasuringPlan PlanOf(ParseResult arguments)
    {
        var plan = arguments.GetValue(_quick) ? MeasuringPlan.Quick : MeasuringPlan.Full;
        return arguments.GetValue(_rounds) switch
        {
            null => plan,
            < 1 => throw new BenchException("--rounds must be 1 or more."),
            { } rounds => plan with { Rounds = rounds },
        };
    }

    private static IReadOnlyList<ComparisonCase> Choose(IReadOnlyList<ComparisonCase> cases, IEnumerable<string> wanted)
    {
        var names = wanted.SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        return names.FirstOrDefault(name => cases.All(@case => @case.Name != name)) is { } unknown
            ? throw new BenchException($"there is no case '{unknown}'. There are: {string.Join(", ", cases.Select(@case => @case.Name))}.")
            : names.Count == 0 ? cases : [.. cases.Where(@case => names.Contains(@case.Name))];
    }

    private static void List(IEnumerable<ComparisonCase> cases)
    {
        foreach (var @case in cases)
        {
            Console.Out.WriteLine($"{@case.Name}: {@case.Title}, {@case.Unit.Symbol}");
            foreach (var contender in @case.Contenders)
            {
                Console.Out.WriteLine($"    {contender.Name}: {contender.Description}{(contender.FindObstacle() is { } obstacle ? $" ({obstacle})" : "")}");
            }
        }
    }
}
