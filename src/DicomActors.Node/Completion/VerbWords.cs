using System.CommandLine;
using System.CommandLine.Completions;
using DicomActors.Node.CommandLine;

namespace DicomActors.Node.Completion;

/// <summary>What can be typed behind a verb.</summary>
/// <param name="Verb">The verb as it is typed, <c>peers pause</c>; empty: behind the program's name.</param>
/// <param name="Verbs">Verbs that may follow.</param>
/// <param name="Options">Options that may follow.</param>
internal sealed record VerbWords(string Verb, IReadOnlyList<Word> Verbs, IReadOnlyList<Word> Options)
{
    /// <summary>The whole command line, the root first.</summary>
    public static IReadOnlyList<VerbWords> All(Command root) => [Of(root), .. Below(root)];

    private static IEnumerable<VerbWords> Below(Command command) =>
        command.Subcommands.Where(static verb => !verb.Hidden).SelectMany(static verb => (IEnumerable<VerbWords>)[Of(verb), .. Below(verb)]);

    private static VerbWords Of(Command command) => new(
        (command as VerbCommand)?.FullName ?? "",
        [.. command.Subcommands.Where(static verb => !verb.Hidden).Select(static verb => new Word(verb.Name, verb.Description ?? "", []))],
        [.. NodeCommand.OptionsOf(command).Select(static option => new Word(option.Name, option.Description ?? "", Values(option)))]);

    private static IReadOnlyList<string> Values(Option option) =>
        option.ValueType == typeof(bool) ? [] : [.. option.GetCompletions(CompletionContext.Empty).Select(static value => value.Label)];
}
