namespace DicomActors.Launcher;

/// <summary><c>setup [akka|embedded]</c>: chooses the actor runtime for this working copy.</summary>
internal static class SetupVerb
{
    private const string HowToSwitch = "To switch: ./dicomactors setup akka | setup embedded.";

    /// <summary>Runs the verb.</summary>
    public static async Task<int> RunAsync(Repository repository, string[] arguments)
    {
        switch (arguments)
        {
            case []:
                await ProbeAndRememberAsync(repository);
                break;
            case ["akka"]:
                RuntimeChoice.Remember(repository, ActorRuntime.Akka, "chosen by hand");
                Say.Line($"actor runtime: Akka, as asked. {HowToSwitch}");
                break;
            case ["embedded"]:
                RuntimeChoice.Remember(repository, ActorRuntime.Embedded, "chosen by hand");
                Say.Line($"actor runtime: Embedded, as asked. {HowToSwitch}");
                break;
            default:
                throw new LauncherException(ExitCode.Usage, $"setup: '{string.Join(' ', arguments)}' is not known. Usage: ./dicomactors setup [akka|embedded]");
        }

        if (RuntimeChoice.FromEnvironment() is { } overriding)
        {
            Say.Line($"note: the environment variable ActorRuntime={overriding.Runtime} is set and wins over setup.");
        }

        return ExitCode.Done;
    }

    /// <summary>Asks the package feed, remembers the answer and says it in one line.</summary>
    public static async Task<RuntimeChoice> ProbeAndRememberAsync(Repository repository)
    {
        Say.Line("asking the package feed for Akka.NET and fo-dicom ...");
        var probe = await FeedProbe.RunAsync(repository, FeedProbe.AllPackages);
        if (probe.Carries)
        {
            Say.Line($"actor runtime: Akka, from the package feed. {HowToSwitch}");
            return RuntimeChoice.Remember(repository, ActorRuntime.Akka, "the package feed carries Akka.NET and fo-dicom");
        }

        Say.Line($"actor runtime: Embedded, because {probe.Reason}. {HowToSwitch}");
        return RuntimeChoice.Remember(repository, ActorRuntime.Embedded, probe.Reason);
    }
}
