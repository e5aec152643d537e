namespace Comparison.Peers;

/// <summary>This executable, started again as a child.</summary>
internal static class OwnProgram
{
    /// <summary>The first argument of a child.</summary>
    public const string PeerVerb = "peer";

    /// <summary>The call of one of <see cref="PeerVerbs"/>.</summary>
    /// <param name="verb">Its name.</param>
    /// <param name="arguments">Each as name=value.</param>
    public static ProgramCall Peer(string verb, params IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath!;
        return IsDotNet(program)
            ? new ProgramCall(program, [typeof(OwnProgram).Assembly.Location, PeerVerb, verb, .. arguments])
            : new ProgramCall(program, [PeerVerb, verb, .. arguments]);
    }

    /// <summary>Whether a program ends when its input does.</summary>
    public static bool IsOurs(string program) => program == Environment.ProcessPath || IsDotNet(program);

    private static bool IsDotNet(string program) => Path.GetFileNameWithoutExtension(program) == "dotnet";
}
