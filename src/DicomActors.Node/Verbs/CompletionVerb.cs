using System.CommandLine;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Completion;

namespace DicomActors.Node.Verbs;

/// <summary><c>completion SHELL</c>: a script that completes what is typed.</summary>
internal sealed class CompletionVerb : VerbCommand
{
    private readonly Argument<string> _shell = new("SHELL") { Description = $"The shell: {string.Join(", ", CompletionScript.Shells)}." };

    /// <summary>The verb.</summary>
    public CompletionVerb()
        : base(
            "completion",
            "Write a script that lets a shell complete verbs, options and their values.",
            "./dicomactors completion bash > ~/.local/share/bash-completion/completions/dicomactors",
            "./dicomactors completion fish > ~/.config/fish/completions/dicomactors.fish",
            "./dicomactors completion pwsh")
    {
        Details = ["For the shell that runs now: source <(./dicomactors completion bash). The first lines of each script say how to keep it."];
        _shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        Add(_shell);
    }

    /// <inheritdoc />
    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted)
    {
        var root = arguments.RootCommandResult.Command;
        Console.Out.Write(CompletionScript.For(arguments.GetRequiredValue(_shell), VerbWords.All(root)));
        return Task.FromResult(ExitCode.Done);
    }
}
