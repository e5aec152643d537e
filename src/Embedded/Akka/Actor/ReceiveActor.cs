namespace Akka.Actor;

/// <summary>Handles messages by type, in the order in which the handlers were declared.</summary>
public abstract class ReceiveActor : UntypedActor
{
    private readonly List<MessageHandler> _initialHandlers = [];

    // Non-null while Receive may be called: in the constructor and inside Become(Action).
    private List<MessageHandler>? _declaring;

    protected ReceiveActor() => _declaring = _initialHandlers;

    internal override void Attach(ActorCell cell)
    {
        _declaring = null;
        base.Attach(cell);
    }

    private protected override bool ReceiveUntyped(object message) => Handle(_initialHandlers, message);
    protected sealed override void OnReceive(object message) { }
    protected void Become(Action configure) => base.Become(Declare(configure));
    protected void BecomeStacked(Action configure) => base.BecomeStacked(Declare(configure));
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Add(new TypedHandler<T>(shouldHandle, handler), catchesAll: typeof(T) == typeof(object) && shouldHandle is null);
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);
    protected void Receive<T>(Func<T, bool> handler) => Add(new DecidingHandler<T>(handler));
    protected void ReceiveAny(Action<object> handler) => Receive<object>(handler);
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Receive(message => ActorTaskScheduler.RunTask(() => handler(message)), shouldHandle);
    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync(handler);

    private static bool Handle(List<MessageHandler> handlers, object message)
    {
        foreach (var handler in handlers)
        {
            if (handler.TryHandle(message))
                return true;
        }

        return false;
    }

    private Receive Declare(Action configure)
    {
        var (outer, handlers) = (_declaring, new List<MessageHandler>());
        _declaring = handlers;
        try
        {
            configure();
        }
        finally
        {
            _declaring = outer;
        }

        return message => Handle(handlers, message);
    }

    private void Add(MessageHandler handler, bool catchesAll = false)
    {
        if (_declaring is null)
            throw new InvalidOperationException("You may only call Receive-methods when constructing the actor and inside Become().");
        if (_declaring is [.., { CatchesAll: true }])
            throw new InvalidOperationException("A handler that catches all messages has been added. No handler can be added after that.");
        handler.CatchesAll = catchesAll;
        _declaring.Add(handler);
    }

    private abstract class MessageHandler
    {
        public bool CatchesAll { get; set; }

        public abstract bool TryHandle(object message);
    }

    private sealed class TypedHandler<T>(Predicate<T>? shouldHandle, Action<T> handler) : MessageHandler
    {
        public override bool TryHandle(object message)
        {
            if (message is not T typed || shouldHandle?.Invoke(typed) == false)
                return false;
            handler(typed);
            return true;
        }
    }

    private sealed class DecidingHandler<T>(Func<T, bool> handler) : MessageHandler
    {
        public override bool TryHandle(object message) => message is T typed && handler(typed);
    }
}
