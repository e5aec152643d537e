namespace Micro.Actors;

/// <summary>How many messages are to be exchanged.</summary>
/// <param name="hops">Messages, both ways together.</param>
internal sealed class Rally(int hops)
{
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Hops { get; } = hops;

    public Task Over => _over.Task;

    public void End() => _over.SetResult();
}
