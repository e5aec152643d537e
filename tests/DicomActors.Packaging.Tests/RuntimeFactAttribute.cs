using System.Reflection;

namespace DicomActors.Packaging.Tests;

/// <summary>A test of what is made on one of the two runtimes only.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuntimeFactAttribute : FactAttribute
{
    public RuntimeFactAttribute(string runtime, string reason)
    {
        var built = typeof(RuntimeFactAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "ActorRuntime").Value;
        Skip = built == runtime ? null : reason;
    }
}
