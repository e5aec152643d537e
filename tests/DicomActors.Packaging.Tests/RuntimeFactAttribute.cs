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

    /// <summary>Whether it is one of those that run with <c>DICOMACTORS_THOROUGH=1</c> only, nightly for instance.</summary>
    public bool IsThorough
    {
        get;
        init
        {
            field = value;
            Skip ??= value && Environment.GetEnvironmentVariable("DICOMACTORS_THOROUGH") != "1" ? "Takes long: runs with DICOMACTORS_THOROUGH=1." : null;
        }
    }
}
