namespace DicomActors.Launcher;

/// <summary>The <c>dotnet</c> command, called so that nothing of it stays behind.</summary>
internal sealed class DotNet(Repository repository)
{
    /// <summary>Runs one command for a runtime.</summary>
    public Task<ProgramRun> RunAsync(ActorRuntime runtime, params IEnumerable<string> arguments) =>
        ProgramRun.CollectAsync("dotnet", arguments, repository.Root, new Dictionary<string, string>
        {
            ["ActorRuntime"] = runtime.ToString(),
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            // A build node that stays behind holds our pipes open, and the reading of them never ends.
            ["MSBUILDDISABLENODEREUSE"] = "1",
        });

    /// <summary>Builds a project or solution in Release.</summary>
    public Task<ProgramRun> BuildAsync(ActorRuntime runtime, string target) =>
        RunAsync(runtime, "build", target, "-c", "Release", "-v", "quiet", "-nologo");
}
