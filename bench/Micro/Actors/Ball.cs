namespace Micro.Actors;

/// <summary>The message: one instance, so that the runtime is measured and not the allocator.</summary>
internal sealed record Ball
{
    public static Ball Instance { get; } = new();
}
