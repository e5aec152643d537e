namespace Akka.Actor;

// The living part of an actor: mailbox, behaviour, children and watches. One thread at a time runs it; only the mailbox,
// the queue of system messages and the children's names are touched by others.
internal sealed partial class ActorCell : IUntypedActorContext
{
    [ThreadStatic]
    private static ActorCell? _current;

    private readonly LocalActorRef _self;
    private ActorBase? _actor;
    private Receive? _behavior;
    private Stack<Receive>? _outerBehaviors;
    private object? _message;
    private IActorRef? _sender;
    private TimeSpan? _receiveTimeout;
    private ICancelable? _receiveTimeoutTimer;

    public ActorCell(ActorSystem system, Props props, ActorPath path, IInternalActorRef parent)
    {
        System = system;
        Props = props;
        ParentRef = parent;
        Dispatcher = props.Dispatcher is { } id ? system.Dispatchers.Lookup(id) : system.Dispatchers.DefaultGlobalDispatcher;
        _messages = system.Mailboxes.Create(props);
        _self = new LocalActorRef(this, path);
    }

    /// <summary>The actor whose message the current thread is handling; also what a test made its implicit sender.</summary>
    public static ActorCell? Current
    {
        get => _current;
        internal set => _current = value;
    }

    public ActorSystem System { get; }
    public IInternalActorRef ParentRef { get; }
    public LocalActorRef SelfRef => _self;
    public IActorRef Self => _self;
    public IActorRef Parent => ParentRef;
    public Props Props { get; }
    public MessageDispatcher Dispatcher { get; }
    public IActorRef Sender => _sender ?? System.DeadLetters;
    /// <summary>The message being handled, or the one that made the actor fail.</summary>
    public object? CurrentMessage => _message;
    public ActorBase? Actor => _actor;
    /// <summary>Whether its death has to be told to the EventStream.</summary>
    public bool SubscribesToEventStream { get; set; }
    public ActorSelection ActorSelection(ActorPath actorPath) => Akka.Actor.ActorSelection.Of(actorPath, System);
    public ActorSelection ActorSelection(string actorPath) => Akka.Actor.ActorSelection.Of(actorPath, System, _self);
    public void Become(Receive receive) => _behavior = receive;

    public void BecomeStacked(Receive receive)
    {
        if (_behavior is not null)
            (_outerBehaviors ??= new Stack<Receive>()).Push(_behavior);
        _behavior = receive;
    }

    public void UnbecomeStacked() => _behavior = _outerBehaviors is { Count: > 0 } outer ? outer.Pop() : _actor!.InitialBehavior;
    void IUntypedActorContext.Become(UntypedReceive receive) => Become(Handled(receive));
    void IUntypedActorContext.BecomeStacked(UntypedReceive receive) => BecomeStacked(Handled(receive));
    public void SetReceiveTimeout(TimeSpan? timeout) => _receiveTimeout = timeout is { } t && t > TimeSpan.Zero ? t : null;

    private static Receive Handled(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };

    private void RestartReceiveTimeout()
    {
        _receiveTimeoutTimer?.Cancel();
        _receiveTimeoutTimer = null;
        if (_receiveTimeout is { } timeout && !_closed)
        {
            _receiveTimeoutTimer = System.Scheduler.ScheduleTellOnceCancelable(
                timeout, _self, Akka.Actor.ReceiveTimeout.Instance, _self);
        }
    }
}
