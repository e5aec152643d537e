using System.ComponentModel;

namespace DicomActors.Launcher;

/// <summary>
/// Entry point of the launcher. The scripts call <c>prepare</c> (prints the path of a node executable that is up to date)
/// or <c>run VERB…</c> (does the launcher's own verbs, hands every other one to the node).
/// </summary>
internal static class Program
{
    /// <summary>Exit code that tells the script to build the launcher anew and call again.</summary>
    private const int Stale = 97;

    private static async Task<int> Main(string[] args)
    {
        try
        {
            var repository = Repository.Find(AppContext.BaseDirectory);
            return SourceStamp.OfLauncher(repository).ConfirmOrWrite()
                ? await RunAsync(repository, args)
                : Stale;
        }
        catch (LauncherException problem)
        {
            Say.Line(problem.Message);
            return problem.ExitCode;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or Win32Exception)
        {
            // A full disk, a read-only working copy, a program that cannot be started: the message names the path.
            Say.Line(problem.Message);
            return ExitCode.Usage;
        }
    }

    private static async Task<int> RunAsync(Repository repository, string[] args)
    {
        switch (args)
        {
            case ["prepare"]:
                Console.Out.WriteLine(await NodeProgram.PrepareAsync(repository));
                return ExitCode.Done;
            case ["run", "setup", .. var rest]:
                return await SetupVerb.RunAsync(repository, rest);
            case ["run", "publish", .. var rest]:
                return await PublishVerb.RunAsync(repository, rest);
            case ["run", "bench", .. var rest]:
                return await BenchVerb.RunAsync(repository, rest);
            case ["run", "test", .. var rest]:
                return await TestVerb.RunAsync(repository, rest);
            case ["run", .. var rest]:
                return await ConsoleProgram.RunAsync(await NodeProgram.PrepareAsync(repository), rest);
            default:
                throw new LauncherException(ExitCode.Usage, "call ./dicomactors (or dicomactors.cmd), not the launcher itself.");
        }
    }
}
