namespace Akka.Configuration;

public class ConfigurationFactory
{
    public static Config ParseString(string hocon) => ParseString(hocon, null!);

    public static Config ParseString(string hocon, Func<string, HoconRoot> includeCallback) =>
        new(new HoconParser(hocon, includeCallback).Parse());

    /// <summary>Empty: the embedded runtime reads no configuration but what it is given.</summary>
    public static Config Load() => Config.Empty;
    /// <summary>What counts where nothing else is configured.</summary>
    public static Config Default() => ParseString(ReferenceConfiguration.Hocon);
    public static Config FromResource<TAssembly>(string resourceName) => FromResource(resourceName, typeof(TAssembly).Assembly);

    public static Config FromResource(string resourceName, Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new ConfigurationException($"There is no resource [{resourceName}] in {assembly.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return ParseString(reader.ReadToEnd());
    }
}
