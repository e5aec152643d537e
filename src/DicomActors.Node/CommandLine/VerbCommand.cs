using System.CommandLine;

namespace DicomActors.Node.CommandLine;

/// <summary>One verb of the command line.</summary>
internal abstract class VerbCommand : Command
{
    /// <summary>A verb.</summary>
    /// <param name="name">What the user types.</param>
    /// <param name="description">What it does, in one line.</param>
    /// <param name="examples">Calls that can be pasted, shown below the help.</param>
    protected VerbCommand(string name, string description, params string[] examples)
        : base(name, description)
    {
        Examples = examples;
        SetAction(RunAsync);
    }

    /// <summary>As the user types it, with the verb it belongs to: <c>peers pause</c>.</summary>
    public string FullName => Parents.OfType<VerbCommand>().FirstOrDefault() is { } parent ? $"{parent.FullName} {Name}" : Name;

    /// <summary>What else the user should know, shown below the help.</summary>
    public IReadOnlyList<string> Details { get; protected init; } = [];

    /// <summary>Calls that can be pasted.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Does it and returns the exit code.</summary>
    /// <exception cref="VerbException">It cannot be done.</exception>
    protected abstract Task<int> RunAsync(ParseResult arguments, CancellationToken interrupted);
}
