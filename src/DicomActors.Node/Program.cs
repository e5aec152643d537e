using System.CommandLine;
using DicomActors.Node.CommandLine;
using DicomActors.Node.Logging;
using DicomActors.Node.Output;

namespace DicomActors.Node;

/// <summary>Entry point: finds the verb, runs it, turns whatever goes wrong into one line and an exit code.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var parsed = NodeCommand.Create().Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            Say.Error(UsageError.Describe(parsed));
            return ExitCode.BadInput;
        }

        using var interruption = new Interruption();
        try
        {
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(invocation, interruption.Token);
        }
        catch (VerbException problem)
        {
            Say.Error(problem.Message);
            return problem.ExitCode;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Say.Error("interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Say.Error(problem.Message);
            return ExitCode.BadInput;
        }
#pragma warning disable CA1031 // The last boundary: a fault in this program ends in a line and an exit code too.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Say.Error($"this is a fault in dicomactors: {fault.GetType().Name}: {fault.Message} Please report it with what --verbose says.");
            if (parsed.GetValue(LogArguments.Verbose))
            {
                await Console.Error.WriteLineAsync(fault.ToString());
            }

            return ExitCode.InternalFault;
        }
    }
}
