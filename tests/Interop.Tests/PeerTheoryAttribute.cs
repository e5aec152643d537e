namespace DicomActors.Interop.Tests;

/// <summary>Rows of tests against real software: skipped, with the reason, where that is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeerTheoryAttribute : TheoryAttribute
{
    public PeerTheoryAttribute(params string[] tools)
    {
        Tools = tools;
        Skip = PeerTools.ReasonToSkip(tools);
    }

    public IReadOnlyList<string> Tools { get; }
}
