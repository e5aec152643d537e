using System.Linq.Expressions;

namespace Akka.Actor;

/// <summary>The recipe for an actor. Immutable: each With... returns another one.</summary>
public class Props
{
    internal const DynamicallyAccessedMemberTypes Constructors =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors;

    private readonly Func<ActorBase> _factory;
    private readonly Action<ActorBase>? _release;

    internal Props(Type type, Func<ActorBase> factory, Action<ActorBase>? release = null)
    {
        Type = type;
        _factory = factory;
        _release = release;
    }

    public Type Type { get; }
    /// <summary>Overrides the strategy of the actor itself; null: it does not.</summary>
    public SupervisorStrategy SupervisorStrategy { get; private set; } = null!;
    public string Dispatcher { get; private set; } = null!;
    public string Mailbox { get; private set; } = null!;

    /// <summary>The expression must be a <c>new</c>; its arguments are evaluated once, now.</summary>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        if (factory.Body is not NewExpression { Constructor: { } constructor } creation)
            throw new ArgumentException("The create function must be a 'new T (args)' expression");
        var arguments = creation.Arguments.Select(Evaluate).ToArray();
        return new Props(typeof(TActor), () => (ActorBase)constructor.Invoke(
            BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null))
        {
            SupervisorStrategy = supervisorStrategy!,
        };
    }

    public static Props Create<[DynamicallyAccessedMembers(Constructors)] TActor>(params object[] args)
        where TActor : ActorBase => Create(typeof(TActor), args);

    public static Props Create([DynamicallyAccessedMembers(Constructors)] Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!type.IsAssignableTo(typeof(ActorBase)))
            throw new ArgumentException($"Type [{type}] is not an actor.", nameof(type));
        return new Props(type, () => Instantiate(type, args));
    }

    public static Props CreateBy(IIndirectActorProducer producer, params object[] args) =>
        new(producer.ActorType, producer.Produce, producer.Release);
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => With(copy => copy.SupervisorStrategy = supervisorStrategy);
    public Props WithDispatcher(string dispatcher) => With(copy => copy.Dispatcher = dispatcher);
    public Props WithMailbox(string mailbox) => With(copy => copy.Mailbox = mailbox);
    public virtual ActorBase NewActor() => _factory();

    internal void Release(ActorBase? actor)
    {
        if (actor is not null)
            _release?.Invoke(actor);
    }

    private Props With(Action<Props> change)
    {
        var copy = (Props)MemberwiseClone();
        change(copy);
        return copy;
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
