namespace Akka.Dispatch;

/// <summary>Runs actors on the thread pool; dispatchers differ in name and in throughput only.</summary>
internal sealed class MessageDispatcher(int throughput)
{
    // What an actor sends goes to the worker's own queue (fast, last in first out), but once in so many times to the shared one:
    // two actors that play ping-pong would else keep a worker to themselves. Senders that are no actors use the shared queue:
    // a worker's own queue never shrinks again.
    private const int LocalRunsBeforeShared = 64;

    [ThreadStatic]
    private static int _localRuns;

    /// <summary>How many messages an actor handles before another gets the thread.</summary>
    public int Throughput => throughput;

    public static void Execute(ActorCell cell)
    {
        var local = ActorCell.Current is not null && ++_localRuns % LocalRunsBeforeShared != 0;
        ThreadPool.UnsafeQueueUserWorkItem(cell, local);
    }

    /// <summary>For an actor that used up its throughput: behind everything that waits.</summary>
    public static void ExecuteLater(ActorCell cell) => ThreadPool.UnsafeQueueUserWorkItem(cell, preferLocal: false);
}
