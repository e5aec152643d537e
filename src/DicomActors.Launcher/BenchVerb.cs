namespace DicomActors.Launcher;

/// <summary><c>bench</c>: the comparison with other stacks, brought up to date and started with the arguments it is given.</summary>
internal static class BenchVerb
{
    private static string FileName => OperatingSystem.IsWindows() ? "dicomactors-bench.exe" : "dicomactors-bench";

    /// <summary>Runs the verb.</summary>
    public static async Task<int> RunAsync(Repository repository, string[] arguments)
    {
        var runtime = (await RuntimeChoice.MakeAsync(repository)).Runtime;
        await Builder.EnsureBenchAsync(repository, runtime);
        if (runtime == ActorRuntime.Akka)
        {
            // Feeds that carry the one usually carry the other.
            await Builder.EnsureFoDicomBenchAsync(repository, runtime);
        }

        return await ConsoleProgram.RunAsync(Path.Combine(repository.OutputOf(runtime, "Comparison"), FileName), arguments);
    }
}
