namespace Akka.Actor;

internal sealed partial class ActorCell : IThreadPoolWorkItem
{
    private readonly MessageQueue _messages;

    // Messages a stash put back in front; touched by the actor's thread only.
    private Stack<Envelope>? _front;

    // Newest first: senders push, the actor takes all and turns them round.
    private SystemMessage? _systemMessages;

    private int _scheduled;
    private volatile bool _closed;

    // Reasons not to handle user messages: an unanswered failure, a supervisor's order, a termination that waits for children.
    private int _suspensions;
    private int _runningTasks;
    private int _incarnation;
    private ActorTaskScheduler? _taskScheduler;
    public bool IsTerminated => _closed;
    private bool CanReceive => _suspensions == 0 && _runningTasks == 0 && _actor is not null;
    public void Start() => Schedule();

    public void SendMessage(object message, IActorRef? sender)
    {
        if (_closed || !_messages.TryEnqueue(new Envelope(message, sender)))
        {
            System.DeadLetterMailbox.PublishDead(message, sender, _self);
            return;
        }

        Schedule();
    }

    public void SendSystemMessage(SystemMessage message)
    {
        SystemMessage? head;
        do
        {
            head = Volatile.Read(ref _systemMessages);
            if (ReferenceEquals(head, SystemMessage.Closed))
            {
                message.AnswerForTheDead();
                return;
            }

            message.Next = head;
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _systemMessages, message, head), head));

        Schedule();
    }

    void IThreadPoolWorkItem.Execute()
    {
        var previous = _current;
        _current = this;
        try
        {
            ProcessMailbox();
        }
        finally
        {
            _current = previous;
        }

        // A full fence: what a sender added before it saw us still scheduled is seen by the check that follows.
        Interlocked.Exchange(ref _scheduled, 0);
        if (HasWork() && Interlocked.Exchange(ref _scheduled, 1) == 0)
            MessageDispatcher.ExecuteLater(this);
    }

    /// <summary>Puts envelopes in front of the mailbox, the first of them foremost.</summary>
    public void Prepend(IReadOnlyList<Envelope> envelopes)
    {
        _front ??= new Stack<Envelope>();
        for (var i = envelopes.Count - 1; i >= 0; i--)
        {
            if (envelopes[i].Message is Terminated terminated)
                RequeueTerminated(terminated);
            _front.Push(envelopes[i]);
        }
    }

    /// <summary>Runs an asynchronous handler; other messages wait until its task completes.</summary>
    public void RunTask(Func<Task> action)
    {
        var scheduler = _taskScheduler ??= new ActorTaskScheduler(this);
        var start = new Task<Task>(action);
        start.RunSynchronously(scheduler);
        var task = start.GetAwaiter().GetResult();
        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
            return;
        }

        _runningTasks++;
        var incarnation = _incarnation;
        task.ContinueWith(
            completed => TaskCompleted(completed, incarnation),
            CancellationToken.None, TaskContinuationOptions.None, scheduler);
    }

    private void Schedule()
    {
        if (Volatile.Read(ref _scheduled) == 0 && Interlocked.Exchange(ref _scheduled, 1) == 0)
            MessageDispatcher.Execute(this);
    }

    private bool HasWork()
    {
        var system = Volatile.Read(ref _systemMessages);
        return (system is not null && !ReferenceEquals(system, SystemMessage.Closed))
            || ((_closed || CanReceive) && (_front is { Count: > 0 } || _messages.HasMessages));
    }

    private void ProcessMailbox()
    {
        if (!_closed && !_created)
        {
            _created = true;
            Guarded(static (cell, _) => cell.Create(), null);
        }

        ProcessSystemMessages();
        for (var left = Dispatcher.Throughput; left > 0 && CanReceive && TryDequeue(out var envelope); left--)
        {
            Invoke(envelope);
            ProcessSystemMessages();
        }

        if (_closed)
            DrainToDeadLetters();
    }

    private bool TryDequeue(out Envelope envelope) =>
        _front is { Count: > 0 } front ? front.TryPop(out envelope) : _messages.TryDequeue(out envelope);

    private void DrainToDeadLetters()
    {
        while (TryDequeue(out var envelope))
            System.DeadLetterMailbox.PublishDead(envelope.Message, envelope.Sender, _self);
    }

    private void ProcessSystemMessages()
    {
        while (Volatile.Read(ref _systemMessages) is { } head && !ReferenceEquals(head, SystemMessage.Closed))
        {
            var next = OldestFirst(Interlocked.Exchange(ref _systemMessages, null)!);
            while (next is { } message)
            {
                next = message.Next;
                message.Next = null;
                if (_closed)
                    message.AnswerForTheDead();
                else
                    Guarded(static (cell, m) => cell.Handle(m!), message);
            }
        }
    }

    private static SystemMessage OldestFirst(SystemMessage newest)
    {
        SystemMessage? result = null;
        for (SystemMessage? message = newest; message is not null;)
        {
            var next = message.Next;
            message.Next = result;
            result = message;
            message = next;
        }

        return result!;
    }

    /// <summary>An error while a system message is handled is the actor's failure, as one in a user message is.</summary>
    private void Guarded(Action<ActorCell, SystemMessage?> action, SystemMessage? message)
    {
        try
        {
            action(this, message);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private void Invoke(in Envelope envelope)
    {
        _message = envelope.Message;
        _sender = envelope.Sender;
        try
        {
            if (envelope.Message is IAutoReceivedMessage)
                AutoReceive(envelope.Message);
            else
                ReceiveMessage(envelope.Message);
        }
        catch (Exception failure)
        {
            Fail(failure);
            return;
        }

        if (_runningTasks == 0)
            MessageDone();
    }

    private void MessageDone()
    {
        if ((_receiveTimeout is not null || _receiveTimeoutTimer is not null) && _message is not INotInfluenceReceiveTimeout)
            RestartReceiveTimeout();
        _message = null;
        _sender = null;
    }

    private void ReceiveMessage(object message)
    {
        if (message is TimerMessage timer)
        {
            var wanted = _actor is IWithTimers { Timers: TimerScheduler timers } ? timers.Accept(timer) : null;
            if (wanted is null)
                return;
            _message = message = wanted;
            if (message is IAutoReceivedMessage)
            {
                AutoReceive(message);
                return;
            }
        }

        _actor!.Dispatch(_behavior!, message);
    }

    private void AutoReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                ReceiveTerminated(terminated);
                break;
            case PoisonPill:
                Stop(_self);
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, _self));
                break;
            case ActorSelectionMessage selection:
                Akka.Actor.ActorSelection.Deliver(_self, _sender, selection);
                break;
            default:
                ReceiveMessage(message);
                break;
        }
    }

    private void TaskCompleted(Task task, int incarnation)
    {
        if (incarnation != _incarnation || _closed)
            return;
        _runningTasks--;
        if (task.IsCompletedSuccessfully)
            MessageDone();
        else
            Fail(task.Exception?.InnerException ?? new TaskCanceledException(task));
    }
}
