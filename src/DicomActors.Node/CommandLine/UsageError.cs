using System.CommandLine;
using System.CommandLine.Parsing;

namespace DicomActors.Node.CommandLine;

/// <summary>What is wrong with a command line, in one line.</summary>
internal static class UsageError
{
    /// <summary>The launcher takes these before the node is called.</summary>
    private static readonly string[] LauncherVerbs = ["setup", "test", "bench", "publish"];

    /// <summary>Describes the first thing to mend, and where to read more.</summary>
    public static string Describe(ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command as VerbCommand;
        var help = verb is null ? "dicomactors --help" : $"dicomactors {verb.FullName} --help";
        return $"{Describe(parsed, verb)} See: {help}";
    }

    private static string Describe(ParseResult parsed, VerbCommand? verb)
    {
        if (parsed.UnmatchedTokens is [var token, ..])
        {
            return (token.StartsWith('-'), verb) switch
            {
                (true, null) => $"{token} is not an option.{Guess(token, Options(parsed))}",
                (true, _) => $"{token} is not an option of {verb.FullName}.{Guess(token, Options(parsed))}",
                (false, null) => $"'{token}' is not a verb.{Guess(token, Verbs(parsed))} There are: {string.Join(", ", Verbs(parsed))}.",
                (false, { Subcommands.Count: > 0 }) => $"'{token}' is nothing that {verb.FullName} does.{Guess(token, Verbs(parsed))} There are: {string.Join(", ", Verbs(parsed))}.",
                (false, _) => $"'{token}' is one argument too many for {verb.FullName}.",
            };
        }

        var missing = verb?.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0 && IsMissing(parsed, argument)).ToList() ?? [];
        return missing.Count > 0
            ? $"{verb!.FullName} needs {string.Join(' ', missing.Select(argument => argument.Name))}."
            : string.Join(' ', parsed.Errors.Select(error => Squeeze(error.Message)).Distinct());
    }

    private static string Guess(string typed, IEnumerable<string> known) => Suggestion.For(typed, known) is { } likely ? $" Did you mean {likely}?" : "";

    private static List<string> Verbs(ParseResult parsed)
    {
        var names = parsed.CommandResult.Command.Subcommands.Where(static command => !command.Hidden).Select(static command => command.Name).ToList();
        return parsed.CommandResult.Command is VerbCommand ? names : [.. names, .. LauncherVerbs];
    }

    private static IEnumerable<string> Options(ParseResult parsed) => NodeCommand.OptionsOf(parsed.CommandResult.Command).Select(static option => option.Name);

    private static bool IsMissing(ParseResult parsed, Argument argument) =>
        parsed.GetResult(argument) is not ArgumentResult { Tokens.Count: > 0 };

    /// <summary>The parser lists allowed values on lines of their own.</summary>
    private static string Squeeze(string message) => string.Join(' ', message.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
