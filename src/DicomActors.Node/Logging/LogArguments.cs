using System.CommandLine;
using Serilog.Events;

namespace DicomActors.Node.Logging;

/// <summary>The options every verb has that say how it logs.</summary>
internal static class LogArguments
{
    private static readonly (string Name, LogEventLevel Level)[] Levels =
    [
        ("debug", LogEventLevel.Verbose),
        ("info", LogEventLevel.Information),
        ("warning", LogEventLevel.Warning),
        ("error", LogEventLevel.Error),
    ];

    /// <summary>More of what happens, on standard error.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Log what happens, down to every message, to standard error: the same as --log-level debug.", Recursive = true,
    };

    private static Option<string?> Level { get; } = LevelOption();

    private static Option<string?> File { get; } = new("--log-file")
    {
        Description = "Log to this file too, from level info on. A file for each day, such as node20260131.log, and another each 32 MiB; the newest 14 are kept.",
        HelpName = "FILE",
        Recursive = true,
    };

    private static Option<bool> Json { get; } = new("--log-json") { Description = "Log JSON objects, one on a line, instead of text.", Recursive = true };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Option> All => [Verbose, Level, File, Json];

    /// <summary>What the user has chosen.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="otherwise">What holds where the user has not; null: the usual.</param>
    public static NodeLogOptions Read(ParseResult arguments, NodeLogOptions? otherwise = null)
    {
        var options = otherwise ?? new NodeLogOptions();
        options = options with { File = arguments.GetValue(File) ?? options.File };
        if (arguments.GetValue(Json))
        {
            options = options with { ConsoleAsJson = true, FileAsJson = true };
        }

        var name = arguments.GetValue(Verbose) ? "debug" : arguments.GetValue(Level);
        if (name is null)
        {
            return options;
        }

        var level = Levels.First(known => known.Name == name).Level;
        return options with { ConsoleLevel = level, FileLevel = level };
    }

    private static Option<string?> LevelOption()
    {
        var option = new Option<string?>("--log-level")
        {
            Description = "Least level that is logged. Default: warning on standard error, info in the file. debug shows names of files and UIDs.",
            HelpName = string.Join('|', Levels.Select(known => known.Name)),
            Recursive = true,
        };
        option.AcceptOnlyFromAmong([.. Levels.Select(known => known.Name)]);
        return option;
    }
}
