using System.CommandLine;
using DicomActors.Node.CommandLine;

namespace DicomActors.Node.Remote;

/// <summary>The options of every verb that talks to a running node: where it is, and what opens it.</summary>
internal sealed class NodeArguments
{
    /// <summary>The environment variable with the address of the node.</summary>
    public const string NodeVariable = "DICOMACTORS_NODE";

    /// <summary>The environment variable with the token of the node.</summary>
    public const string TokenVariable = "DICOMACTORS_TOKEN";

    /// <summary>Where a node is unless it was told otherwise.</summary>
    public const string UsualNode = "http://127.0.0.1:11180";

    /// <summary>What to say of them in the help of a verb.</summary>
    public const string AboutNode =
        $"The node is one that was started with ./dicomactors serve. Instead of --node and --token-file: the environment variables {NodeVariable} and {TokenVariable}.";

    private readonly Option<string?> _node = new("--node") { Description = $"Address of the node. Default: {UsualNode}.", HelpName = "URL" };
    private readonly Option<string?> _tokenFile = new("--token-file") { Description = "File that holds the token of the node, if it has one.", HelpName = "FILE" };
    private readonly Option<double> _timeout = Values.Seconds("--timeout", "Longest wait for the node's answer.", 10);

    /// <summary>Gives the options to a verb.</summary>
    public NodeArguments(Command verb)
    {
        _node.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && Problem(text) is { } problem)
            {
                result.AddError($"--node '{text}': {problem}");
            }
        });
        verb.Add(_node);
        verb.Add(_tokenFile);
        verb.Add(_timeout);
    }

    /// <summary>Longest wait for an answer.</summary>
    public TimeSpan ReadTimeout(ParseResult arguments) => TimeSpan.FromSeconds(arguments.GetRequiredValue(_timeout));

    /// <summary>Makes the client the user asks for.</summary>
    /// <exception cref="VerbException">The address or the token cannot be used.</exception>
    public NodeClient Connect(ParseResult arguments) =>
        new(ReadAddress(arguments), ReadToken(arguments), ReadTimeout(arguments));

    private Uri ReadAddress(ParseResult arguments)
    {
        if (arguments.GetValue(_node) is { } given)
        {
            return Address(given);
        }

        if (Environment.GetEnvironmentVariable(NodeVariable) is not { Length: > 0 } variable)
        {
            return new Uri(UsualNode);
        }

        return Problem(variable) is { } problem
            ? throw new VerbException(ExitCode.BadInput, $"{NodeVariable} '{variable}': {problem}")
            : Address(variable);
    }

    private string? ReadToken(ParseResult arguments)
    {
        var (token, source) = arguments.GetValue(_tokenFile) is { } path
            ? (ReadFile(path), $"--token-file {path}")
            : (Environment.GetEnvironmentVariable(TokenVariable)?.Trim(), TokenVariable);
        if (token is null or "")
        {
            return source == TokenVariable ? null : throw new VerbException(ExitCode.BadInput, $"{source}: the file is empty, a token is needed.");
        }

        return token.All(static c => c is > ' ' and <= '~')
            ? token
            : throw new VerbException(ExitCode.BadInput, $"{source}: a token is one line of visible ASCII characters.");
    }

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new VerbException(ExitCode.BadInput, $"--token-file {path}: {problem.Message}", problem);
        }
    }

    private static Uri Address(string text) => new(text.EndsWith('/') ? text : $"{text}/");

    private static string? Problem(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
        {
            return $"must be an address such as {UsualNode} or https://node.example:11180.";
        }

        return address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0
            ? "must be scheme, host and port only; a token goes into --token-file."
            : null;
    }
}
