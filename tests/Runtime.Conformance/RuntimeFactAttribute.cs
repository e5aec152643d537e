using System.Reflection;
using Akka.Actor;

namespace Runtime.Conformance;

/// <summary>A test of one of the two runtimes only.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuntimeFactAttribute : FactAttribute
{
    public RuntimeFactAttribute(string runtime, string reason)
    {
        var product = typeof(ActorSystem).Assembly.GetCustomAttribute<AssemblyProductAttribute>()?.Product;
        Skip = runtime == (product == "DicomActors" ? "Embedded" : "Akka") ? null : reason;
    }
}
