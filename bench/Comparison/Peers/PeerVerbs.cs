using Comparison.Measuring;
using DicomActors.Connections;
using DicomActors.Requests;

namespace Comparison.Peers;

/// <summary>What this executable does as a child: <c>dicomactors-bench peer VERB name=value...</c></summary>
internal static class PeerVerbs
{
    private static readonly Dictionary<string, Func<PeerArguments, Task>> Verbs = new()
    {
        [AssociateScu.Verb] = AssociateScu.RunAsync,
        [ClientScu.Verb] = ClientScu.RunAsync,
        [EncodedScu.Verb] = EncodedScu.RunAsync,
        [EngineScp.Verb] = EngineScp.RunAsync,
        [FragmentScu.Verb] = FragmentScu.RunAsync,
        [IdleScu.Verb] = IdleScu.RunAsync,
        [LoadScu.Verb] = LoadScu.RunAsync,
        [RawPingClient.Verb] = RawPingClient.RunAsync,
        [RawPingServer.Verb] = RawPingServer.RunAsync,
        [DiscardingScp.Verb] = DiscardingScp.RunAsync,
        [DurableScp.Verb] = DurableScp.RunAsync,
        [FlushedCopy.Verb] = FlushedCopy.RunAsync,
        [InstanceFiles.Verb] = InstanceFiles.RunAsync,
        [RawStreamClient.Verb] = RawStreamClient.RunAsync,
        [RawStreamServer.Verb] = RawStreamServer.RunAsync,
        [StoreScu.Verb] = StoreScu.RunAsync,
    };

    /// <summary>Runs one to its end; 0 if all went well.</summary>
    public static async Task<int> RunAsync(string verb, IEnumerable<string> arguments)
    {
        if (!Verbs.TryGetValue(verb, out var run))
        {
            await Console.Error.WriteLineAsync($"There is no peer '{verb}'. There are: {string.Join(", ", Verbs.Keys)}.");
            return 2;
        }

        try
        {
            await run(new PeerArguments(arguments));
            return 0;
        }
        catch (Exception problem) when (problem is BenchException or DicomRequestException or DicomConnectionException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }
}
