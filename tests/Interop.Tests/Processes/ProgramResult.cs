namespace DicomActors.Processes;

/// <summary>What a program wrote and how it ended.</summary>
internal sealed record ProgramResult(string CommandLine, int ExitCode, string Output, string Error)
{
    /// <summary>Lines of standard error that say something.</summary>
    public IReadOnlyList<string> ErrorLines => Lines(Error);

    /// <summary>Lines of standard output that say something.</summary>
    public IReadOnlyList<string> OutputLines => Lines(Output);

    /// <summary>Everything one needs to see when an expectation failed.</summary>
    public override string ToString() => $"$ {CommandLine}\nexit code {ExitCode}\n--- stdout\n{Output}\n--- stderr\n{Error}";

    /// <summary>Fails, showing everything, unless the exit code is the expected one.</summary>
    public ProgramResult ExpectExit(int expected)
    {
        Assert.True(ExitCode == expected, $"expected exit code {expected}\n{this}");
        return this;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
