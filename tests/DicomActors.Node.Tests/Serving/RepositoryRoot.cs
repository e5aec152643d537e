namespace DicomActors.Node.Tests.Serving;

/// <summary>Where the sources are.</summary>
internal static class RepositoryRoot
{
    /// <summary>The folder above the tests that has the solution.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "DicomActors.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no DicomActors.sln above the tests.");
        }

        return folder.FullName;
    }
}
