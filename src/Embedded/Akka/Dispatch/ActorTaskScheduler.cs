namespace Akka.Dispatch;

/// <summary>Brings the continuations of an asynchronous handler back to its actor.</summary>
public class ActorTaskScheduler : TaskScheduler
{
    private readonly ActorCell _cell;

    internal ActorTaskScheduler(ActorCell cell) => _cell = cell;
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs the action as part of the current message: no other message is handled before its task completes.</summary>
    public static void RunTask(Func<Task> asyncAction)
    {
        var cell = ActorCell.Current ?? throw new InvalidOperationException("Cannot call RunTask outside of an actor.");
        cell.RunTask(asyncAction);
    }

    internal void Run(Task task) => TryExecuteTask(task);
    protected override void QueueTask(Task task) => _cell.SendSystemMessage(new SysMsg.SystemMessage.ActorTask(this, task));
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(ActorCell.Current, _cell) && TryExecuteTask(task);
    protected override IEnumerable<Task>? GetScheduledTasks() => null;
}
