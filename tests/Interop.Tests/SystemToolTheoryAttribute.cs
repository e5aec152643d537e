namespace DicomActors.Interop.Tests;

/// <summary>A theory that needs a tool of the system, no peer: skipped without it even where peers are required.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SystemToolTheoryAttribute : TheoryAttribute
{
    public SystemToolTheoryAttribute(string tool)
    {
        Tool = tool;
        Skip = PeerTools.Find(tool) is null ? $"{tool} is not installed" : null;
    }

    public string Tool { get; }
}
