using System.Diagnostics;
using System.Globalization;

namespace DicomActors.Launcher;

/// <summary>Builds what is older than its sources, one process at a time.</summary>
internal static class Builder
{
    /// <summary>The node executable.</summary>
    public static async Task EnsureNodeAsync(Repository repository, ActorRuntime runtime)
    {
        var project = Path.Combine(repository.Root, "src", "DicomActors.Node");
        await EnsureAsync(repository, runtime, SourceStamp.OfNode(repository, runtime), project, "the node");
    }

    /// <summary>The comparison with other stacks.</summary>
    public static async Task EnsureBenchAsync(Repository repository, ActorRuntime runtime)
    {
        var project = Path.Combine(repository.Root, "bench", "Comparison");
        await EnsureAsync(repository, runtime, SourceStamp.OfBench(repository, runtime), project, "the comparison");
    }

    /// <summary>fo-dicom's part of the comparison, if the package feed carries fo-dicom; otherwise the comparison says that it is missing.</summary>
    public static async Task EnsureFoDicomBenchAsync(Repository repository, ActorRuntime runtime)
    {
        var stamp = SourceStamp.OfFoDicomBench(repository, runtime);
        if (stamp.IsFresh(stamp.Fingerprint()) || !(await FeedProbe.RunAsync(repository, ["fo-dicom"])).Carries)
        {
            return;
        }

        var project = Path.Combine(repository.Root, "bench", "Comparison.FoDicom");
        await EnsureAsync(repository, runtime, stamp, project, "fo-dicom's part of the comparison");
    }

    /// <summary>Product and tests.</summary>
    public static async Task EnsureSolutionAsync(Repository repository, ActorRuntime runtime)
    {
        var node = SourceStamp.OfNode(repository, runtime);
        var nodeFingerprint = node.Fingerprint();
        var bench = SourceStamp.OfBench(repository, runtime);
        var benchFingerprint = bench.Fingerprint();
        await EnsureAsync(repository, runtime, SourceStamp.OfSolution(repository, runtime), repository.Solution, "product and tests");
        node.Write(nodeFingerprint);
        bench.Write(benchFingerprint);
    }

    private static async Task EnsureAsync(Repository repository, ActorRuntime runtime, SourceStamp stamp, string target, string name)
    {
        if (stamp.IsFresh(stamp.Fingerprint()))
        {
            return;
        }

        using var alone = await BuildLock.TakeAsync(repository);
        var fingerprint = stamp.Fingerprint();
        if (stamp.IsFresh(fingerprint))
        {
            return; // Built by the process we waited for.
        }

        Say.Line($"building {name} ({runtime} runtime) ...");
        var started = Stopwatch.StartNew();
        stamp.Clear();
        var build = await new DotNet(repository).BuildAsync(runtime, target);
        if (build.ExitCode != 0)
        {
            Say.Whole(build.Output);
            throw new LauncherException(ExitCode.Usage, $"{name} could not be built, see above.");
        }

        stamp.Write(fingerprint);
        Say.Line(string.Create(CultureInfo.InvariantCulture, $"built in {started.Elapsed.TotalSeconds:0} s."));
    }
}
