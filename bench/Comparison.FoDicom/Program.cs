using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.FoDicom;

/// <summary>What fo-dicom does in a comparison: <c>scp</c>, <c>store</c>, <c>echo</c> or <c>associate</c>, with arguments as name=value.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            await RunAsync(arguments);
            return 0;
        }
        catch (BenchException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }

    private static Task RunAsync(string[] arguments) => arguments switch
    {
        ["scp", ..] => Scp.RunAsync(),
        ["store", .. var rest] => StoreScu.RunAsync(new PeerArguments(rest)),
        ["echo", .. var rest] => EchoScu.RunAsync(new PeerArguments(rest)),
        ["associate", .. var rest] => AssociateScu.RunAsync(new PeerArguments(rest)),
        _ => throw new BenchException("Say scp, store, echo or associate."),
    };
}
