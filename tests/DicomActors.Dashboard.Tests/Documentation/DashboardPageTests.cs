using System.Runtime.CompilerServices;

namespace DicomActors.Dashboard.Tests.Documentation;

/// <summary>docs/dashboard.md: what the page shows is what is compiled here.</summary>
public sealed class DashboardPageTests
{
    [Fact]
    public void Page_ComparedWithTheSample_ShowsIt()
    {
        var sample = string.Join('\n', File.ReadAllLines(Beside("DashboardSample.cs"))
            .SkipWhile(line => line.Trim() != "// <sample>").Skip(1)
            .TakeWhile(line => line.Trim() != "// </sample>")
            .Select(line => line.Length > 8 ? line[8..] : line));
        var page = File.ReadAllText(Beside("../../../docs/dashboard.md")).ReplaceLineEndings("\n");

        Assert.True(page.Contains(sample, StringComparison.Ordinal), $"docs/dashboard.md should show the sample of DashboardSample.cs:\n{sample}");
    }

    private static string Beside(string name, [CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, name);
}
