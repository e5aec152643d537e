namespace DicomActors.Dashboard.Recording.Messages;

/// <summary>Ask for counts, rates and listeners. Answered with <see cref="NodeSnapshot"/>.</summary>
internal sealed record GetNode
{
    public static GetNode Instance { get; } = new();
}
