namespace Comparison.Peers;

/// <summary>A program with its arguments.</summary>
/// <param name="Program">Name or path.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ProgramCall(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Set on top of our own environment. Default: nothing.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>A tool of DCMTK; without TCP_NODELAY every message of it waits 40 ms on Nagle's algorithm, which flatters us.</summary>
    public static ProgramCall Dcmtk(string tool, params IReadOnlyList<string> arguments) =>
        new(tool, arguments) { Environment = new Dictionary<string, string> { ["TCP_NODELAY"] = "1" } };
}
