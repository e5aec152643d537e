using Spectre.Console;

namespace DicomActors.Node.Output;

/// <summary>Whether somebody is looking, and whether colours are wanted.</summary>
internal static class Terminal
{
    /// <summary>Standard output goes to a person, not to a file or another program.</summary>
    public static bool ShowsOutput => !Console.IsOutputRedirected;

    /// <summary>Standard error goes to a person.</summary>
    public static bool ShowsError => !Console.IsErrorRedirected;

    /// <summary>Standard output with tables and, where wanted, colours.</summary>
    public static IAnsiConsole Output() => Create(Console.Out, ShowsOutput);

    /// <summary>Standard error with progress bars and, where wanted, colours.</summary>
    public static IAnsiConsole Error() => Create(Console.Error, ShowsError);

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        // https://no-color.org: any value but the empty one.
        ColorSystem = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
    });
}
