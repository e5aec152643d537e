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
        "./dicomactors bench             (of the launcher: how fast, beside other stacks on this machine)",
        "./dicomactors publish           (of the launcher: the node as one file, nothing to install)",
        "./dicomactors setup             (of the launcher: choose the actor runtime)",
    ];

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var verb = parseResult.CommandResult.Command as VerbCommand;
        if (verb is { Details.Count: > 0 })
        {
            Write(output, "Details:", verb.Details);
        }

        Write(output, "Examples:", verb?.Examples ?? FirstSteps);
        return ExitCode.Done;
    }

    private static void Write(TextWriter output, string heading, IEnumerable<string> lines)
    {
        output.WriteLine(heading);
        foreach (var line in lines)
        {
            output.WriteLine($"  {line}");
        }

        output.WriteLine();
    }
}
