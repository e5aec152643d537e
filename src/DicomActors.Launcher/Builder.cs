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

    /// <summary>Product and tests.</summary>
    public static async Task EnsureSolutionAsync(Repository repository, ActorRuntime runtime)
    {
        var node = SourceStamp.OfNode(repository, runtime);
        var nodeFingerprint = node.Fingerprint();
        await EnsureAsync(repository, runtime, SourceStamp.OfSolution(repository, runtime), repository.Solution, "product and tests");
        node.Write(nodeFingerprint);
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
