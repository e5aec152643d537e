namespace Akka.DependencyInjection;

/// <summary>The resolver of an actor system.</summary>
public sealed class DependencyResolver(IDependencyResolver resolver) : IExtension
{
    private const DynamicallyAccessedMemberTypes Constructors = DynamicallyAccessedMemberTypes.PublicConstructors;
    public IDependencyResolver Resolver { get; } = resolver;
    public static DependencyResolver For(ActorSystem actorSystem) => new DependencyResolverExtension().Apply(actorSystem);
    public Props Props<[DynamicallyAccessedMembers(Constructors)] T>(params object[] args)
        where T : ActorBase => Resolver.Props<T>(args);
    public Props Props([DynamicallyAccessedMembers(Constructors)] Type type, params object[] args) => Resolver.Props(type, args);
}
