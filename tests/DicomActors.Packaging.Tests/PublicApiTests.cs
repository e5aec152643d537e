using System.Reflection;

namespace DicomActors.Packaging.Tests;

/// <summary>The public API of each library is written down in <c>src/LIBRARY/PublicApi.txt</c>, so that a change of it is seen in review.</summary>
public sealed class PublicApiTests
{
    private const string Refreshing = "DICOMACTORS_REFRESH";

    public static TheoryData<string> Libraries => [.. Checkout.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void PublicApi_ComparedWithWhatIsWrittenDown_IsTheSame(string library)
    {
        var file = Path.Combine(Checkout.Root, "src", library, "PublicApi.txt");
        var actual = PublicApi.Of(Assembly.Load(library));
        if (Environment.GetEnvironmentVariable(Refreshing) == "1")
        {
            File.WriteAllText(file, string.Join('\n', actual) + "\n");
            return;
        }

        var written = File.Exists(file) ? File.ReadAllLines(file) : [];
        var differences = actual.Except(written).Select(line => $"+ {line}").Concat(written.Except(actual).Select(line => $"- {line}")).ToList();
        Assert.True(
            differences.Count == 0,
            $"The public API of {library} has changed. Take the change back, or, if users are to have it: {Refreshing}=1 ./dicomactors test Packaging, "
            + $"commit src/{library}/PublicApi.txt, and say it in CHANGELOG.md (what begins with - breaks users).\n{string.Join('\n', differences)}");
    }
}
