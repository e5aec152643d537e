using System.CommandLine;
using DicomActors.Node.CommandLine;

namespace DicomActors.Node.Tests.CommandLine;

/// <summary>The help of every verb: complete, and its examples are right.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Names => [.. CommandLineDocument.Verbs(NodeCommand.Create()).Select(static verb => verb.FullName)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Verb_ExplainsItself_AndItsOptionsAndArguments(string name)
    {
        var verb = Find(name);

        Assert.False(string.IsNullOrWhiteSpace(verb.Description), $"{name} has no description.");
        foreach (Symbol symbol in (IEnumerable<Symbol>)[.. verb.Arguments, .. NodeCommand.OptionsOf(verb)])
        {
            Assert.True(symbol.Description?.Length > 10, $"{name} {symbol.Name} has no description.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Verb_HasExamples_EachIsOneOfItsOwnCallsAndParses(string name)
    {
        var verb = Find(name);

        Assert.True(verb.Examples.Count >= 2, $"{name} needs two examples or more.");
        foreach (var example in verb.Examples)
        {
            Assert.StartsWith($"./dicomactors {name}", example, StringComparison.Ordinal);
            var parsed = NodeCommand.Create().Parse(Words(example));
            Assert.True(parsed.Errors.Count == 0, $"'{example}': {string.Join(' ', parsed.Errors.Select(static error => error.Message))}");
                Assert.StartsWith(name, ((VerbCommand)parsed.CommandResult.Command).FullName, StringComparison.Ordinal);
        }
    }

    /// <summary>The verbs that have no result: an interactive demonstration, a server with a log, a script.</summary>
    private static readonly string[] WithoutResult = ["demo", "serve", "completion"];

    [Theory]
    [MemberData(nameof(Names))]
    public void VerbWithAResult_HasItAsJsonToo(string name) =>
        Assert.Equal(!WithoutResult.Contains(name), NodeCommand.OptionsOf(Find(name)).Any(static option => option.Name == "--json"));

    private static VerbCommand Find(string name) => CommandLineDocument.Verbs(NodeCommand.Create()).Single(verb => verb.FullName == name);

    /// <summary>What a shell would hand over; what it keeps for itself, as a redirection, left out.</summary>
    private static string[] Words(string example) =>
        [.. example.Split(" > ")[0].Split(' ').Skip(1).Select(static word => word.Replace("'", "", StringComparison.Ordinal))];
}
