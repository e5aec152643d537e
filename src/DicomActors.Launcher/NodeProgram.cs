namespace DicomActors.Launcher;

/// <summary>The node executable: brought up to date.</summary>
internal static class NodeProgram
{
    private static string FileName => OperatingSystem.IsWindows() ? "dicomactors-node.exe" : "dicomactors-node";

    /// <summary>Builds what is missing and returns the executable's path.</summary>
    public static async Task<string> PrepareAsync(Repository repository)
    {
        var runtime = (await RuntimeChoice.MakeAsync(repository)).Runtime;
        await Builder.EnsureNodeAsync(repository, runtime);
        return Path.Combine(repository.OutputOf(runtime, "DicomActors.Node"), FileName);
    }
}
