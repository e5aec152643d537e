using Akka.Configuration;
using DicomActors.Configuration;
using DicomActors.Node.Logging;
using DicomActors.Protocol.Diagnostics;
using Microsoft.Extensions.Logging;

namespace DicomActors.Node.Serving;

/// <summary>Where the configuration of a node comes from: files and the environment. Read at the start, and again by every reload.</summary>
/// <param name="files">The files; what a later one says wins.</param>
/// <param name="variables">The environment; what it says wins over the files.</param>
internal sealed class ConfigurationSource(IReadOnlyList<string> files, IEnumerable<KeyValuePair<string, string>> variables)
{
    // Without a file nobody has said who may reach the node: this machine only.
    private const string WithoutFile = """
        dicom-actors.listener.host = "127.0.0.1"
        dicom-actors.listeners.main {}
        """;

    /// <summary>Whether the node runs without a file.</summary>
    public bool IsWithoutFile => files.Count == 0;

    /// <summary>Settings of Akka's own that hold unless the user has them: how the actor system logs.</summary>
    public string ActorSettings { get; init; } = NodeLog.ActorSettings(new NodeLogOptions());

    /// <summary>Told when certificates are read again; null: nobody is.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>What is to see all traffic; null: nothing.</summary>
    public DicomInspector? Inspector { get; init; }

    /// <summary>Reads how to log, before anything that could log something.</summary>
    /// <exception cref="VerbException">Something is wrong with the configuration; one line says what and how to mend it.</exception>
    public static NodeLogOptions ReadLogging(IReadOnlyList<string> files, IEnumerable<KeyValuePair<string, string>> variables) =>
        new ConfigurationSource(files, variables).Read(static (config, _) => NodeConfiguration.ReadLogging(config));

    /// <summary>Reads files and environment, and everything they name.</summary>
    /// <exception cref="VerbException">Something is wrong with them; one line says what and how to mend it.</exception>
    public NodeConfiguration Read() => Read(static (config, source) => NodeConfiguration.Read(
        config.WithFallback(ConfigurationFactory.ParseString(source.ActorSettings)), source.Logger).With(source.Inspector));

    private T Read<T>(Func<Config, ConfigurationSource, T> read)
    {
        EnvironmentOverrides? overrides = null;
        try
        {
            overrides = EnvironmentOverrides.Over(Combine(), variables, NodeConfiguration.Reference);
            return read(overrides.Config, this);
        }
        catch (DicomSettingsException problem)
        {
            throw new VerbException(ExitCode.BadInput, (overrides?.Explain(problem) ?? problem).Message, problem);
        }
    }

    private Config Combine()
    {
        var all = ConfigurationFactory.ParseString(WithoutFile);
        if (files.Count > 0)
        {
            all = Parse(files[^1]);
            foreach (var file in files.Reverse().Skip(1))
            {
                all = all.WithFallback(Parse(file));
            }
        }

        return all;
    }

    private static Config Parse(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            HoconBraces.Require(text);
            return ConfigurationFactory.ParseString(text);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new VerbException(ExitCode.BadInput, $"--config {file}: cannot be read: {problem.Message}", problem);
        }
#pragma warning disable CA1031 // The two runtimes' HOCON parsers throw what they like, Exception itself included.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            throw new VerbException(ExitCode.BadInput, $"--config {file}: is no HOCON: {problem.Message}", problem);
        }
    }
}
