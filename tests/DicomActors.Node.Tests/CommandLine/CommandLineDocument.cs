using System.CommandLine;
using System.Globalization;
using System.Text;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Remote;

namespace DicomActors.Node.Tests.CommandLine;

/// <summary>Writes docs/cli.md from the command tree.</summary>
internal static class CommandLineDocument
{
    public static string Generate()
    {
        var root = NodeCommand.Create();
        var text = new StringBuilder();
        text.Append("# The command line\n\n");
        text.Append("Generated from the command tree; a test fails when it is stale.\n");
        text.Append("To refresh: `DICOMACTORS_REFRESH=1 dotnet test tests/DicomActors.Node.Tests --filter CommandLineDocument`.\n\n");
        AppendGeneral(text);
        AppendOptions(text, "Every verb takes these as well:", root.Options.Where(static option => option.Recursive));
        text.Append("## Verbs\n\n| verb | what it does |\n|---|---|\n");
        var verbs = Verbs(root).ToList();
        foreach (var verb in verbs)
        {
            text.Append(CultureInfo.InvariantCulture, $"| [{verb.FullName}](#{verb.FullName.Replace(' ', '-')}) | {Cell(verb.Description)} |\n");
        }

        foreach (var verb in verbs)
        {
            AppendVerb(text, verb);
        }

        return text.ToString();
    }

    /// <summary>Every verb there is, each followed by those below it.</summary>
    public static IEnumerable<VerbCommand> Verbs(Command command) => command.Subcommands.OfType<VerbCommand>()
        .Where(static verb => !verb.Hidden)
        .SelectMany(static verb => (IEnumerable<VerbCommand>)[verb, .. Verbs(verb)]);

    private static void AppendGeneral(StringBuilder text)
    {
        text.Append("Results go to standard output, everything else to standard error. `--json` makes results fit for programs: one JSON value at the end, or of\n");
        text.Append("verbs that go on until Ctrl-C an object on a line for each thing that happens. Colours and bars are for terminals; `NO_COLOR` turns colours off.\n\n");
        text.Append("| exit code | meaning |\n|---|---|\n");
        text.Append(CultureInfo.InvariantCulture, $"| {ExitCode.Done} | done |\n");
        text.Append(CultureInfo.InvariantCulture, $"| {ExitCode.PeerFailed} | the peer, or the node that was asked, answered a failure |\n");
        text.Append(CultureInfo.InvariantCulture, $"| {ExitCode.BadInput} | usage or bad input |\n");
        text.Append(CultureInfo.InvariantCulture, $"| {ExitCode.NoAssociation} | cannot connect, rejected, or lost |\n");
        text.Append(CultureInfo.InvariantCulture, $"| {ExitCode.TimedOut} | timed out |\n");
        text.Append(CultureInfo.InvariantCulture, $"| {ExitCode.Interrupted} | interrupted |\n");
        text.Append(CultureInfo.InvariantCulture, $"| {ExitCode.InternalFault} | a fault in dicomactors itself |\n\n");
        text.Append("| environment variable | meaning |\n|---|---|\n");
        text.Append(CultureInfo.InvariantCulture, $"| `{NodeArguments.NodeVariable}` | address of the node that status, peers, connections, drain and reload talk to |\n");
        text.Append(CultureInfo.InvariantCulture, $"| `{NodeArguments.TokenVariable}` | its token |\n");
        text.Append("| `NO_COLOR` | with any value: no colours |\n\n");
        text.Append("At the usual level no log holds anything that identifies a patient: no names, no ids, no file names, no comments of peers. Standard error does\n");
        text.Append("name the files you sent, and says in a peer's own words why it refused them.\n\n");
    }

    private static void AppendVerb(StringBuilder text, VerbCommand verb)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {verb.FullName}\n\n{verb.Description}\n\n```sh\n");
        foreach (var example in verb.Examples)
        {
            text.Append(CultureInfo.InvariantCulture, $"{example}\n");
        }

        text.Append("```\n\n");
        foreach (var argument in verb.Arguments)
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{argument.Name}`{(argument.Arity.MaximumNumberOfValues > 1 ? ", any number" : "")}: {argument.Description}\n");
        }

        text.Append(verb.Arguments.Count > 0 ? "\n" : "");
        AppendOptions(text, null, verb.Options.Where(static option => !option.Hidden));
        foreach (var line in verb.Details)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Markdown(line)}\n");
        }
    }

    private static void AppendOptions(StringBuilder text, string? heading, IEnumerable<Option> options)
    {
        var all = options.ToList();
        if (all.Count == 0)
        {
            return;
        }

        text.Append(heading is null ? "" : $"{heading}\n\n").Append("| option | meaning |\n|---|---|\n");
        foreach (var option in all)
        {
            var value = option.ValueType == typeof(bool) || option.HelpName is null ? "" : $" {option.HelpName}";
            text.Append(CultureInfo.InvariantCulture, $"| `{Cell(option.Name + value)}` | {Cell(option.Description)}{Allowed(option)}{Standard(option)}{(option.Required ? " Required." : "")} |\n");
        }

        text.Append('\n');
    }

    private static string Allowed(Option option)
    {
        var values = option.ValueType == typeof(bool) ? [] : option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(static value => value.Label).ToList();
        return values.Count > 0 ? $" One of {string.Join(", ", values.Select(static value => $"`{value}`"))}." : "";
    }

    private static string Standard(Option option) =>
        option.HasDefaultValue && option.GetDefaultValue() is { } value and not bool && !option.Description!.Contains("Default", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $" Default: `{value}`.")
            : "";

    private static string Cell(string? text) => Markdown(text ?? "").Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Angle brackets and stars of ours are none of Markdown's.</summary>
    private static string Markdown(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);
}
