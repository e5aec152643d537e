namespace Akka.Dispatch;

/// <summary>Runs actors on the thread pool; dispatchers differ in name and in throughput only.</summary>
internal sealed class MessageDispatcher(int throughput)
{
    // After so many runs that were queued on the worker's own queue (fast, last in first out) one goes to the shared queue:
    // two actors that play ping-pong would else keep a worker to themselves.
    private const int LocalRunsBeforeShared = 64;

    [ThreadStatic]
    private static int _localRuns;

    /// <summary>How many messages an actor handles before another gets the thread.</summary>
    public int Throughput => throughput;

    public static void Execute(ActorCell cell)
    {
        var local = ++_localRuns % LocalRunsBeforeShared != 0;
        ThreadPool.UnsafeQueueUserWorkItem(cell, local);
    }

    /// <summary>For an actor that used up its throughput: behind everything that waits.</summary>
    public static void ExecuteLater(ActorCell cell) => ThreadPool.UnsafeQueueUserWorkItem(cell, preferLocal: false);
}
