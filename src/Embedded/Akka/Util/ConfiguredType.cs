namespace Akka.Util;

/// <summary>Turns a type name from configuration into an instance.</summary>
internal static class ConfiguredType
{
    private const string Justification =
        "A type that is named only in configuration is the application's to root; a missing one is reported as a configuration error.";

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Justification)]
    [UnconditionalSuppressMessage("Trimming", "IL2057", Justification = Justification)]
    public static Type? Find(string name)
    {
        if (Type.GetType(name) is { } found)
            return found;
        // The embedded runtime packs types into fewer assemblies than Akka does: the assembly part is a hint only.
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var fullName = comma < 0 ? name : name[..comma].Trim();
        return AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(fullName))
            .FirstOrDefault(type => type is not null);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = Justification)]
    public static T Create<T>(string name, params object[] arguments)
    {
        var type = Find(name) ?? throw new Configuration.ConfigurationException($"Type [{name}] was not found.");
        return Activator.CreateInstance(type, arguments) is T instance
            ? instance
            : throw new Configuration.ConfigurationException($"Type [{name}] is not a {typeof(T).FullName}.");
    }

    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = Justification)]
    public static Actor.Props Props(string name) =>
        Actor.Props.Create(Find(name) ?? throw new Configuration.ConfigurationException($"Type [{name}] was not found."));
}
