using System.Diagnostics;
using System.Globalization;

namespace DicomActors.Launcher;

/// <summary><c>publish</c>: the node as one file that needs nothing installed.</summary>
internal static class PublishVerb
{
    private const string Profile = "SingleFile";

    /// <summary>Runs the verb.</summary>
    public static async Task<int> RunAsync(Repository repository, string[] arguments)
    {
        if (arguments is ["--help" or "-h" or "-?"])
        {
            Console.Out.WriteLine(PublishArguments.Usage);
            return ExitCode.Done;
        }

        var asked = PublishArguments.Parse(arguments);
        var suffix = asked.Platform.StartsWith("win-", StringComparison.Ordinal) ? ".exe" : "";
        var target = Path.Combine(Path.GetFullPath(asked.Folder ?? Path.Combine(repository.Artifacts, "publish", asked.Platform)), "dicomactors" + suffix);
        var made = await BuildAsync(repository, asked.Platform);
        Place(Path.Combine(made, "dicomactors-node" + suffix), target);
        Say.Line(string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(target).Length / 1e6:0.0} MB, for {asked.Platform}."));
        Console.Out.WriteLine(target);
        return ExitCode.Done;
    }

    private static async Task<string> BuildAsync(Repository repository, string platform)
    {
        using var alone = await BuildLock.TakeAsync(repository);
        var folder = Path.Combine(repository.ArtifactsOf(ActorRuntime.Embedded), "publish", Profile, platform);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Say.Line($"publishing the node for {platform}: a few minutes the first time ...");
        var started = Stopwatch.StartNew();
        var run = await new DotNet(repository).RunAsync(
            ActorRuntime.Embedded,
            "publish", Path.Combine(repository.Root, "src", "DicomActors.Node"), "-c", "Release", "-v", "quiet", "-nologo", "-o", folder,
            $"-p:PublishProfile={Profile}", $"-p:PublishFor={platform}");
        if (run.ExitCode != 0)
        {
            Say.Whole(run.Output);
            throw new LauncherException(ExitCode.Usage, "the node could not be published, see above.");
        }

        Say.Line(string.Create(CultureInfo.InvariantCulture, $"published in {started.Elapsed.TotalSeconds:0} s."));
        return folder;
    }

    /// <summary>A binary that runs cannot be written to, but it can be replaced.</summary>
    private static void Place(string made, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var fresh = target + ".new";
        File.Copy(made, fresh, overwrite: true);
        File.Move(fresh, target, overwrite: true);
    }
}
