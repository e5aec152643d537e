using System.Collections;
using Akka.Configuration;

namespace DicomActors.Configuration;

/// <summary>
/// Settings from environment variables: <c>DICOM_ACTORS__LISTENER__PORT=104</c> is <c>dicom-actors.listener.port = 104</c>. Lower case,
/// <c>__</c> for a dot and <c>_</c> for a hyphen. Names of peers and listeners follow the same rule, unless the configuration has one
/// that differs only in case, hyphens, underscores or dots: then that one is meant. Lists are separated by commas.
/// </summary>
public sealed class EnvironmentOverrides
{
    /// <summary>What the names of the variables begin with.</summary>
    public const string Prefix = "DICOM_ACTORS__";

    private readonly Config _below;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    private EnvironmentOverrides(Config below) => _below = Config = below;

    /// <summary>The configuration with the variables on top.</summary>
    public Config Config { get; private set; }

    /// <summary>Those of this process.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OfProcess() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(static entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""));

    /// <summary>Puts the variables on top of a configuration.</summary>
    /// <param name="variables">All variables; those without the prefix are left alone.</param>
    /// <param name="config">A configuration with root <c>dicom-actors</c>.</param>
    /// <param name="reference">All settings there are.</param>
    /// <exception cref="DicomSettingsException">There is no setting of a variable's name; the message names the variable.</exception>
    public static EnvironmentOverrides Over(Config config, IEnumerable<KeyValuePair<string, string>> variables, SettingsReference reference)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(reference);
        var overrides = new EnvironmentOverrides(config);
        foreach (var (name, value) in variables
            .Where(static variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .OrderBy(static variable => variable.Key, StringComparer.Ordinal))
        {
            overrides.Add(name, value, reference.Shape);
        }

        return overrides;
    }

    /// <summary>What to throw instead of an exception about a setting, if its value came from a variable: the message then names that.</summary>
    public DicomSettingsException Explain(DicomSettingsException problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return VariableOf(problem.Key) is { } variable
            ? new DicomSettingsException(variable, problem.Message, problem)
            : problem;
    }

    private void Add(string variable, string value, SettingShape shape)
    {
        var path = new List<string>();
        foreach (var segment in variable[Prefix.Length..].Split("__"))
        {
            var name = Plain(segment);
            if (shape.Each is not null)
            {
                name = Known(path, name, variable);
            }

            path.Add(name);
            shape = shape.Below(name) ?? throw new DicomSettingsException(variable, $"{Key(path)}: {(shape.Names is null ? "there is nothing below a single setting." : shape.Unknown())}");
        }

        if (shape.Names is not null)
        {
            throw new DicomSettingsException(variable, $"{Key(path)}: is a block of settings; name one of them behind '__'.");
        }

        if (!_variables.TryAdd(Key(path), variable))
        {
            throw new DicomSettingsException(variable, $"{Key(path)}: is set by {_variables[Key(path)]} already: take one of them away.");
        }

        Config = ConfigurationFactory.ParseString(Hocon(path, value, shape.IsList)).WithFallback(Config);
    }

    /// <summary>The name a peer, listener or end point has in the configuration; as given, if there is none like it.</summary>
    private string Known(List<string> path, string name, string variable)
    {
        var block = $"{DicomSettings.Root}.{string.Join('.', path.Select(static one => $"\"{one}\""))}";
        string[] like = _below.HasPath(block) ? [.. _below.GetConfig(block).AsEnumerable().Select(static entry => entry.Key).Where(one => Plain(one) == name)] : [];
        return like switch
        {
            [] => name,
            [var one] => one,
            _ => throw new DicomSettingsException(variable, $"{Key(path)}: has {string.Join(" and ", like.Order(StringComparer.Ordinal))}, and it is not clear which is meant."),
        };
    }

    /// <summary>
    /// The variable a value came from. A listener, end point or peer that does not have a setting itself has it from the block they all start
    /// from, and the same holds for that value.
    /// </summary>
    private string? VariableOf(string key)
    {
        for (var at = key; at is not null; at = Inherited(at))
        {
            if (_variables.TryGetValue(at, out var variable) || _below.HasPath(at))
            {
                return variable;
            }
        }

        return null;
    }

    private static string? Inherited(string key) => key.Split('.') switch
    {
        [var root, "listeners", var name, "endpoints", _, .. var rest] => $"{root}.listeners.{name}.{string.Join('.', rest)}",
        [var root, "listeners", _, .. var rest] => $"{root}.listener.{string.Join('.', rest)}",
        [var root, "peers", _, "connection", .. var rest] => $"{root}.connection.{string.Join('.', rest)}",
        [var root, "peers", _, .. var rest] => $"{root}.peer.{string.Join('.', rest)}",
        _ => null,
    };

    private static string Plain(string name) => name.ToLowerInvariant().Replace('_', '-').Replace('.', '-');

    private static string Key(List<string> path) => $"{DicomSettings.Root}.{string.Join('.', path)}";

    private static string Hocon(List<string> path, string value, bool isList)
    {
        var text = isList
            ? $"[{string.Join(", ", value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Quoted))}]"
            : Quoted(value);
        return $"{DicomSettings.Root} {{ {string.Join(" { ", path.Select(Quoted))} = {text} {new string('}', path.Count)}";
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\"";
}
