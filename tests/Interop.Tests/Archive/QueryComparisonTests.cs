using System.Globalization;
using System.Text;
using DicomActors.Archive.Query;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;
using Xunit.Abstractions;

namespace DicomActors.Interop.Tests.Archive;

/// <summary>C-FIND of our archive against that of DCMTK, over the same instances.</summary>
public sealed class QueryComparisonTests(QueryComparison comparison, ITestOutputHelper output) : IClassFixture<QueryComparison>
{
    private const string Refresh = "DICOMACTORS_REFRESH=1 dotnet test tests/Interop.Tests --filter QueryComparison";

    [PeerFact("dcmqrscp", "dcmqridx")]
    public async Task Queries_AskedOfBoth_HaveTheSameMatches()
    {
        var answers = await comparison.RunAsync(ComparedQueries.All);
        var document = Write(answers);
        output.WriteLine(document);

        Assert.InRange(answers.Count, 60, int.MaxValue);
        var unexplained = answers.Where(answer => answer.Ours != answer.Theirs && answer.Query.Reason.Length == 0);
        Assert.True(!unexplained.Any(), "Should have the same matches:\n" + string.Join('\n', unexplained));
        var needless = answers.Where(answer => answer.Ours == answer.Theirs && answer.Query.Reason.Length > 0);
        Assert.True(!needless.Any(), "Said to differ, but do not:\n" + string.Join('\n', needless));
        AssertUpToDate(document);
    }

    [PeerFact("findscu", "dcmdump", "dcmqrscp", "dcmqridx")]
    public async Task Findscu_AsksOurArchive_GetsTheMatches()
    {
        using var folder = new TemporaryFolder();
        (await RunningProgram.RunAsync(
            PeerTools.Require("findscu"), "-S", "-X", "-od", folder.Path, "-aec", "ARCHIVE", "-k", "QueryRetrieveLevel=STUDY", "-k", "PatientName=DOE^J*",
            "-k", "ModalitiesInStudy", "-k", "NumberOfStudyRelatedInstances", "-k", "StudyDate=20240101",
            "127.0.0.1", comparison.OurPort.ToString(CultureInfo.InvariantCulture))).ExpectExit(0);

        var match = await DicomFile.DumpAsync(Assert.Single(Directory.GetFiles(folder.Path)));
        string[] expected =
        [
            "(0008,0020) DA [20240101]", "(0008,0052) CS [STUDY]", "(0008,0054) AE [ARCHIVE]", @"(0008,0061) CS [CT\SR]", "(0010,0010) PN [DOE^JOHN]",
            "(0020,1208) IS [9]",
        ];
        Assert.Equal(expected, match.Select(line => line.TrimEnd()).Where(line => line.StartsWith('(')));
    }

    private static void AssertUpToDate(string document)
    {
        var file = Path.Combine(Root(), "docs", "archive-queries.md");
        if (Environment.GetEnvironmentVariable("DICOMACTORS_REFRESH") == "1")
        {
            File.WriteAllText(file, document);
        }

        var actual = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : string.Empty;
        Assert.True(document == actual, $"docs/archive-queries.md is stale. Refresh it: {Refresh}");
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "DicomActors.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests should run inside the repository.");
        }

        return folder;
    }

    private static string Write(IReadOnlyList<(ComparedQuery Query, string Ours, string Theirs)> answers)
    {
        var text = new StringBuilder(Introduction);
        foreach (var level in Enum.GetValues<QueryLevel>())
        {
            var above = level == QueryLevel.Patient ? [] : ArchiveQuery.SupportedKeys(level - 1);
            var keys = ArchiveQuery.SupportedKeys(level).Except(above).Select(tag => tag.Keyword);
            text.Append(CultureInfo.InvariantCulture, $"| {level} | {string.Join(", ", keys)} |\n");
        }

        text.Append(Comparison);
        foreach (var (query, ours, theirs) in answers)
        {
            var model = query.Model == 'P' ? "Patient Root" : "Study Root";
            var keys = query.Keys.Length == 0 ? "" : $"`{query.Keys.Replace(QuerySamples.Root, "…", StringComparison.Ordinal)}`";
            text.Append(CultureInfo.InvariantCulture, $"| {model} | {query.Level} | {keys} | {Count(ours)} | {Count(theirs)} | {query.Reason} |\n");
        }

        return text.ToString();
    }

    private static string Count(string answer) => answer.StartsWith('!')
        ? answer[1..] + "H"
        : answer.Split(QueryComparison.Separator, StringSplitOptions.RemoveEmptyEntries).Length.ToString(CultureInfo.InvariantCulture);

    private const string Introduction = """
        # Queries of the archive

        C-FIND of Patient Root and Study Root from the index of `DicomActors.Archive` (PS3.4 C.4.1), hierarchical unless relational queries are
        switched on and negotiated. Single values, lists of UIDs, wildcards and ranges match as in PS3.4 C.2.2.2; besides:

        - Person names match without regard to case, to spaces around components, and to empty components at the end. A key of one component
          group matches any group of a name (alphabetic, ideographic, phonetic).
        - Other texts match with regard to case. Leading and trailing spaces do not count.
        - A key of several values, where it is no list of UIDs, matches if one of them does. An attribute of several values matches if one does.
        - Numbers match by what they are: 2 and 02 are the same.
        - A time that is not precise (10, 1030) stands for all it may mean (PS3.5 6.2), in the key and in the data set.
        - Text that is no date or time where one belongs is refused with A900H, and so is an identifier without the unique keys above its level, or
          with a value for any other key of a level above; Offending Element names the keys. Empty keys of levels above are returned.
        - Keys that are not in the table below, and those of lower levels, match everything and come back empty; responses are then FF01H.
        - Text is returned in the character set of the identifier where it states one that can express it, else in UTF-8 (ISO_IR 192).

        | level | keys |
        |---|---|

        """;

    private const string Comparison = """

        ## Compared with dcmqrscp

        The same instances in our archive and in DCMTK's, asked the same by the same client: how many matches each has. Where nothing else is
        said they are the same ones. Generated by `QueryComparisonTests`, which fails when this is stale.

        | model | level | keys | ours | dcmqrscp | why they differ |
        |---|---|---|---|---|---|

        """;
}
