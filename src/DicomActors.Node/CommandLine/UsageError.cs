using System.CommandLine;
using System.CommandLine.Parsing;

namespace DicomActors.Node.CommandLine;

/// <summary>What is wrong with a command line, in one line.</summary>
internal static class UsageError
{
    /// <summary>Describes the first thing to mend, and where to read more.</summary>
    public static string Describe(ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command as VerbCommand;
        var help = verb is null ? "dicomactors --help" : $"dicomactors {verb.Name} --help";
        return $"{Describe(parsed, verb)} See: {help}";
    }

    private static string Describe(ParseResult parsed, VerbCommand? verb)
    {
        if (parsed.UnmatchedTokens is [var token, ..])
        {
            return (token.StartsWith('-'), verb) switch
            {
                (true, null) => $"{token} is not an option.",
                (true, _) => $"{token} is not an option of {verb.Name}.",
                (false, null) => $"'{token}' is not a verb. There are: {string.Join(", ", parsed.CommandResult.Command.Subcommands.Select(command => command.Name))}, setup, test.",
                (false, _) => $"'{token}' is one argument too many for {verb.Name}.",
            };
        }

        var missing = verb?.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0 && IsMissing(parsed, argument)).ToList() ?? [];
        return missing.Count > 0
            ? $"{verb!.Name} needs {string.Join(' ', missing.Select(argument => argument.Name))}."
            : string.Join(' ', parsed.Errors.Select(error => Squeeze(error.Message)).Distinct());
    }

    private static bool IsMissing(ParseResult parsed, Argument argument) =>
        parsed.GetResult(argument) is not ArgumentResult { Tokens.Count: > 0 };

    /// <summary>The parser lists allowed values on lines of their own.</summary>
    private static string Squeeze(string message) => string.Join(' ', message.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
