namespace Runtimes;

/// <summary>The message: one instance, so that the runtime is measured and not the allocator.</summary>
internal sealed class Ball
{
    public static readonly Ball Instance = new();

    private Ball()
    {
    }
}
