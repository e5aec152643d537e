namespace DicomActors.Launcher;

/// <summary><c>test</c>: builds everything, runs every test assembly, ends with one line of sums.</summary>
internal static class TestVerb
{
    /// <summary>Runs the verb.</summary>
    public static async Task<int> RunAsync(Repository repository, string[] arguments)
    {
        if (arguments is ["--help" or "-h" or "-?"])
        {
            Console.Out.WriteLine(TestArguments.Usage);
            return ExitCode.Done;
        }

        var asked = TestArguments.Parse(arguments);
        var projects = FindProjects(repository, asked.Projects);
        var summary = new TestSummary();
        try
        {
            await PeerPackages.EnsureAsync();
            foreach (var runtime in await RuntimesAsync(repository, asked))
            {
                await Builder.EnsureSolutionAsync(repository, runtime);
                await RunAssembliesAsync(repository, runtime, projects, asked.Filter, summary);
            }
        }
        catch (LauncherException problem)
        {
            Say.Line(problem.Message);
            summary.IsIncomplete = true;
        }

        Console.Out.WriteLine(summary.ClosingLine);
        return summary.IsGood ? ExitCode.Done : ExitCode.TestsFailed;
    }

    private static List<string> FindProjects(Repository repository, IReadOnlyList<string> wanted)
    {
        var all = Directory.EnumerateFiles(Path.Combine(repository.Root, "tests"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .ToList();
        var chosen = all
            .Where(project => wanted.Count == 0 || wanted.Any(part => project.Contains(part, StringComparison.OrdinalIgnoreCase)))
            // The interop tests wait for other programs most of the time: started first, they cost the others little.
            .OrderByDescending(project => project == "Interop.Tests")
            .ThenBy(project => project, StringComparer.Ordinal)
            .ToList();
        return chosen.Count > 0
            ? chosen
            : throw new LauncherException(ExitCode.Usage, $"test: no project matches '{string.Join(' ', wanted)}'. There are: {string.Join(", ", all.Order(StringComparer.Ordinal))}.");
    }

    private static async Task<IReadOnlyList<ActorRuntime>> RuntimesAsync(Repository repository, TestArguments asked)
    {
        if (!asked.AllRuntimes)
        {
            return [(await RuntimeChoice.MakeAsync(repository)).Runtime];
        }

        var probe = await FeedProbe.RunAsync(repository, FeedProbe.AkkaPackages);
        if (probe.Carries)
        {
            return [ActorRuntime.Embedded, ActorRuntime.Akka];
        }

        Say.Line($"testing the embedded runtime only, because {probe.Reason}.");
        return [ActorRuntime.Embedded];
    }

    private static async Task RunAssembliesAsync(Repository repository, ActorRuntime runtime, IReadOnlyList<string> projects, string? filter, TestSummary summary)
    {
        var results = Path.Combine(repository.ArtifactsOf(runtime), "test-results");
        if (Directory.Exists(results))
        {
            Directory.Delete(results, recursive: true);
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount / 2) };
        var output = new Lock();
        await Parallel.ForEachAsync(projects, parallel, async (project, _) =>
        {
            var outcome = await TestAssembly.RunAsync(repository, runtime, project, filter, results);
            lock (output)
            {
                Console.Out.Write(outcome.Report());
                summary.Add(outcome);
            }
        });
    }
}
