using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>The recipe for an actor. Immutable: each With... returns another one.</summary>
public class Props
{
    internal const DynamicallyAccessedMemberTypes Constructors =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors;

    private readonly Func<ActorBase> _factory;
    private readonly Action<ActorBase>? _release;

    private Props(Type type, object[] arguments, Func<ActorBase> factory, Action<ActorBase>? release = null)
    {
        Type = type;
        Arguments = arguments;
        _factory = factory;
        _release = release;
    }

    private Props(Props other)
    {
        Type = other.Type;
        Arguments = other.Arguments;
        SupervisorStrategy = other.SupervisorStrategy;
        Dispatcher = other.Dispatcher;
        Mailbox = other.Mailbox;
        StashCapacity = other.StashCapacity;
        _factory = other._factory;
        _release = other._release;
    }

    public Type Type { get; }
    public object[] Arguments { get; }
    /// <summary>Overrides the strategy of the actor itself; null: it does not.</summary>
    public SupervisorStrategy SupervisorStrategy { get; private init; } = null!;
    /// <summary>Configuration path of the dispatcher; null: the default one.</summary>
    public string Dispatcher { get; private init; } = null!;
    /// <summary>Configuration path of the mailbox; null: the default one.</summary>
    public string Mailbox { get; private init; } = null!;
    internal int StashCapacity { get; private init; } = -1;

    /// <summary>The expression must be a <c>new</c>; its arguments are evaluated once, now.</summary>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        if (factory.Body is not NewExpression { Constructor: { } constructor } creation)
            throw new ArgumentException("The create function must be a 'new T (args)' expression");
        var arguments = creation.Arguments.Select(Evaluate).ToArray();
        return new Props(typeof(TActor), arguments!, () => (ActorBase)constructor.Invoke(
            BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null))
        {
            SupervisorStrategy = supervisorStrategy!,
        };
    }

    public static Props Create<[DynamicallyAccessedMembers(Constructors)] TActor>(params object[] args)
        where TActor : ActorBase => Create(typeof(TActor), args);
    public static Props Create<[DynamicallyAccessedMembers(Constructors)] TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() => Create<TActor>().WithSupervisorStrategy(supervisorStrategy);

    public static Props Create([DynamicallyAccessedMembers(Constructors)] Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!type.IsAssignableTo(typeof(ActorBase)))
            throw new ArgumentException($"Type [{type}] is not an actor.", nameof(type));
        return new Props(type, args, () => Instantiate(type, args));
    }

    public static Props CreateBy(IIndirectActorProducer producer, params object[] args) =>
        new(producer.ActorType, args, producer.Produce, producer.Release);
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => new(this) { SupervisorStrategy = supervisorStrategy };
    public Props WithDispatcher(string dispatcher) => new(this) { Dispatcher = dispatcher };
    public Props WithMailbox(string mailbox) => new(this) { Mailbox = mailbox };
    public Props WithStashCapacity(int stashCapacity) => new(this) { StashCapacity = stashCapacity };
    public virtual ActorBase NewActor() => _factory();

    internal void Release(ActorBase? actor)
    {
        if (actor is not null)
            _release?.Invoke(actor);
    }

    private static ActorBase Instantiate([DynamicallyAccessedMembers(Constructors)] Type type, object[] args) =>
        (ActorBase)Activator.CreateInstance(
            type,
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DoNotWrapExceptions,
            binder: null, args, culture: null)!;

    private static object? Evaluate(Expression argument) => argument switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member =>
            field.GetValue(member.Expression is null ? null : Evaluate(member.Expression)),
        _ => Expression.Lambda<Func<object>>(Expression.Convert(argument, typeof(object))).Compile(preferInterpretation: true)(),
    };
}
