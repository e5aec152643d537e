namespace DicomActors.Interop.Tests;

/// <summary>A test against real software: skipped, with the reason, where that is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute(params string[] tools)
    {
        Tools = tools;
        Skip = PeerTools.ReasonToSkip(tools);
    }

    public IReadOnlyList<string> Tools { get; }
}
