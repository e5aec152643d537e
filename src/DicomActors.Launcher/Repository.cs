namespace DicomActors.Launcher;

/// <summary>The working copy the launcher belongs to, and where things are in it.</summary>
internal sealed class Repository(string root)
{
    private const string SolutionName = "DicomActors.sln";

    /// <summary>The folder that holds the solution.</summary>
    public string Root { get; } = root;

    /// <summary>The solution file.</summary>
    public string Solution => Path.Combine(Root, SolutionName);

    /// <summary>The folder of everything that is built or generated; git-ignored.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>Where <c>setup</c> remembers the runtime; read by Directory.Build.props.</summary>
    public string RuntimeProps => Path.Combine(Artifacts, "runtime.props");

    /// <summary>Finds the repository upwards of a folder.</summary>
    /// <exception cref="LauncherException">There is none.</exception>
    public static Repository Find(string folder)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(Path.Combine(candidate.FullName, SolutionName)))
            {
                return new Repository(candidate.FullName);
            }
        }

        throw new LauncherException(ExitCode.Usage, $"{SolutionName} was not found upwards of {folder}. Run the launcher from its own working copy.");
    }

    /// <summary>Everything that is built for one runtime.</summary>
    public string ArtifactsOf(ActorRuntime runtime) => Path.Combine(Artifacts, runtime.ToString());

    /// <summary>The release output of one project for one runtime.</summary>
    public string OutputOf(ActorRuntime runtime, string project) => Path.Combine(ArtifactsOf(runtime), "bin", project, "release");
}
