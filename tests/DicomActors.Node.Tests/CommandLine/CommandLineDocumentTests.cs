namespace DicomActors.Node.Tests.CommandLine;

/// <summary>The page about the command line.</summary>
public sealed class CommandLineDocumentTests
{
    [Fact]
    public void CommandLineDocument_IsWhatTheVerbsSay()
    {
        var file = Path.Combine(Repository(), "docs", "cli.md");
        var expected = CommandLineDocument.Generate();
        if (Environment.GetEnvironmentVariable("DICOMACTORS_REFRESH") == "1")
        {
            File.WriteAllText(file, expected);
        }

        var actual = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(
            expected == actual,
            "docs/cli.md is stale. Refresh it: DICOMACTORS_REFRESH=1 dotnet test tests/DicomActors.Node.Tests --filter CommandLineDocument");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DicomActors.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
