using System.Globalization;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Completion;
using DicomActors.Processes;

namespace DicomActors.Node.Tests.CommandLine;

/// <summary>What a shell offers when the tabulator is pressed.</summary>
public sealed class CompletionTests
{
    private const string Bash = "/bin/bash";

    [Theory]
    [InlineData("dicomactors ec", "echo")]
    [InlineData("dicomactors peers ", "drain echo pause resume")]
    [InlineData("dicomactors peers pa", "pause")]
    [InlineData("dicomactors find localhost 104 --mod", "--model")]
    [InlineData("dicomactors find localhost 104 --model wo", "worklist")]
    [InlineData("dicomactors connections --wa", "--watch")]
    [InlineData("dicomactors connections abort --wa", "")]
    [InlineData("dicomactors --vers", "--version")]
    [InlineData("dicomactors completion ", "")]
    [InlineData("dicomactors store localhost 104 /etc/host", "")]
    public async Task Tabulator_IsPressedInBash_OffersWhatFits(string typed, string expected)
    {
        if (!File.Exists(Bash))
        {
            return;
        }

        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("completion"), CompletionScript.For("bash", VerbWords.All(NodeCommand.Create())));
        var words = string.Join(' ', typed.Split(' ').Select(static word => $"'{word}'"));
        var number = (typed.Split(' ').Length - 1).ToString(CultureInfo.InvariantCulture);

        var run = (await RunningProgram.RunAsync(
            Bash, "--norc", "-u", "-c",
            $"source {folder.File("completion")}; COMP_WORDS=({words}); COMP_CWORD={number}; _dicomactors; echo \"${{COMPREPLY[*]}}\"")).ExpectExit(0);

        Assert.Equal(expected, string.Join(' ', run.Output.Trim().Split(' ').Order(StringComparer.Ordinal)));
        Assert.Empty(run.ErrorLines);
    }

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void ScriptOfAnotherShell_HoldsEveryVerbAndOption(string shell)
    {
        var verbs = VerbWords.All(NodeCommand.Create());

        var script = CompletionScript.For(shell, verbs);

        foreach (var word in verbs.SelectMany(static verb => (IEnumerable<Word>)[.. verb.Verbs, .. verb.Options]))
        {
            Assert.Contains(shell == "fish" ? word.Text.TrimStart('-') : word.Text, script, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Verb_WritesTheScript()
    {
        var run = (await NodeProgram.RunAsync("completion", "bash")).ExpectExit(ExitCode.Done);

        Assert.Equal(CompletionScript.For("bash", VerbWords.All(NodeCommand.Create())), run.Output);
    }
}
