using Comparison.Peers;

namespace Comparison;

/// <summary>Compares, or is the child of a comparison.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => arguments is [OwnProgram.PeerVerb, var verb, .. var rest]
        ? PeerVerbs.RunAsync(verb, rest)
        : new BenchCommand().Parse(arguments).InvokeAsync();
}
