namespace Akka.DependencyInjection;

public sealed class DependencyResolver(IDependencyResolver resolver) : IExtension
{
    public IDependencyResolver Resolver { get; } = resolver;

    public static DependencyResolver For(ActorSystem actorSystem) => new Id().Apply(actorSystem);
    public Props Props<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(params object[] args)
        where T : ActorBase => Resolver.Props<T>(args);

    private sealed class Id : ExtensionIdProvider<DependencyResolver>
    {
        public override DependencyResolver CreateExtension(ExtendedActorSystem system) =>
            system.Settings.Setup.Get<DependencyResolverSetup>() is { HasValue: true } setup
                ? new DependencyResolver(setup.Value.DependencyResolver)
                : throw new ConfigurationException("Unable to find [DependencyResolverSetup] included in ActorSystem settings.");
    }
}
