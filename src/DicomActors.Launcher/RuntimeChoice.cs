using System.Xml;
using System.Xml.Linq;

namespace DicomActors.Launcher;

/// <summary>Which runtime is built, and who said so.</summary>
internal sealed record RuntimeChoice(ActorRuntime Runtime, string Source)
{
    private const string Variable = "ActorRuntime";

    /// <summary>What was chosen: by the environment, else by an earlier <c>setup</c>, else by a <c>setup</c> now.</summary>
    public static async Task<RuntimeChoice> MakeAsync(Repository repository) =>
        FromEnvironment() ?? FromFile(repository) ?? await SetupVerb.ProbeAndRememberAsync(repository);

    /// <summary>The choice of the environment, or none.</summary>
    public static RuntimeChoice? FromEnvironment()
    {
        var value = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(value) ? null : new RuntimeChoice(Parse(value, "the environment"), "the environment");
    }

    /// <summary>Writes the file that Directory.Build.props reads.</summary>
    public static RuntimeChoice Remember(Repository repository, ActorRuntime runtime, string reason)
    {
        Directory.CreateDirectory(repository.Artifacts);
        var relative = Path.GetRelativePath(repository.Root, repository.RuntimeProps).Replace('\\', '/');
        new XElement(
            "Project",
            new XComment($" Written by ./dicomactors setup: {reason.Replace("--", "-", StringComparison.Ordinal)} "),
            new XElement("PropertyGroup", new XElement(Variable, runtime.ToString()), new XElement("ActorRuntimeSource", relative)))
            .Save(repository.RuntimeProps);
        return new RuntimeChoice(runtime, relative);
    }

    private static RuntimeChoice? FromFile(Repository repository)
    {
        if (!File.Exists(repository.RuntimeProps))
        {
            return null;
        }

        try
        {
            var value = XElement.Load(repository.RuntimeProps).Descendants(Variable).FirstOrDefault()?.Value;
            return new RuntimeChoice(Parse(value ?? "", repository.RuntimeProps), repository.RuntimeProps);
        }
        catch (XmlException problem)
        {
            throw new LauncherException(ExitCode.Usage, $"{repository.RuntimeProps} cannot be read ({problem.Message}). Run: ./dicomactors setup");
        }
    }

    private static ActorRuntime Parse(string value, string source) => value switch
    {
        nameof(ActorRuntime.Akka) => ActorRuntime.Akka,
        nameof(ActorRuntime.Embedded) => ActorRuntime.Embedded,
        _ => throw new LauncherException(ExitCode.Usage, $"{Variable} is '{value}' (from {source}). Allowed: Akka, Embedded."),
    };
}
