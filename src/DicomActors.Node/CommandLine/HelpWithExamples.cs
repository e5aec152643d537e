using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace DicomActors.Node.CommandLine;

/// <summary>The usual help, with the verb's examples below.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private static readonly string[] FirstSteps =
    [
        "./dicomactors demo",
        "./dicomactors echo localhost 11112",
        "./dicomactors test              (of the launcher: every test)",
        "./dicomactors setup             (of the launcher: choose the actor runtime)",
    ];

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in parseResult.CommandResult.Command is VerbCommand verb ? verb.Examples : FirstSteps)
        {
            output.WriteLine($"  {example}");
        }

        return ExitCode.Done;
    }
}
