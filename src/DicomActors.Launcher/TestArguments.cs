namespace DicomActors.Launcher;

/// <summary>What <c>test</c> was asked to do.</summary>
/// <param name="Projects">Parts of project names; empty = every test project.</param>
/// <param name="Filter">Passed to the test runner as it is.</param>
/// <param name="AllRuntimes">The embedded runtime, and Akka too where the feed carries it.</param>
internal sealed record TestArguments(IReadOnlyList<string> Projects, string? Filter, bool AllRuntimes)
{
    /// <summary>How to call the verb.</summary>
    public const string Usage = """
        ./dicomactors test [PROJECT…] [--filter EXPRESSION] [--all-runtimes]

          PROJECT          part of a test project's name; without any, all run
          --filter         for the test runner, e.g. --filter FullyQualifiedName~Echo
          --all-runtimes   the embedded runtime, and Akka too where the package feed carries it

        On Debian as root the real peers (DCMTK, Orthanc) are installed if they are missing; elsewhere their tests are
        skipped and say so. DICOMACTORS_REQUIRE_PEERS=1 makes a missing peer a failure.
        """;

    /// <summary>Reads the arguments behind <c>test</c>.</summary>
    /// <exception cref="LauncherException">One of them is not known.</exception>
    public static TestArguments Parse(IReadOnlyList<string> arguments)
    {
        var projects = new List<string>();
        string? filter = null;
        var allRuntimes = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--filter" when i + 1 < arguments.Count:
                    filter = arguments[++i];
                    break;
                case "--filter":
                    throw new LauncherException(ExitCode.Usage, "test: --filter needs an expression, e.g. --filter FullyQualifiedName~Echo");
                case "--all-runtimes":
                    allRuntimes = true;
                    break;
                case var option when option.StartsWith('-'):
                    throw new LauncherException(ExitCode.Usage, $"test: the option {option} is not known. See: ./dicomactors test --help");
                case var project:
                    projects.Add(project);
                    break;
            }
        }

        return new TestArguments(projects, filter, allRuntimes);
    }
}
