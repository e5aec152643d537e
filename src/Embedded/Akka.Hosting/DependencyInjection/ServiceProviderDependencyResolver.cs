namespace Akka.DependencyInjection;

public class ServiceProviderDependencyResolver(IServiceProvider serviceProvider) : IDependencyResolver
{
    public IServiceProvider ServiceProvider { get; } = serviceProvider;

    public T GetService<T>() => ServiceProvider.GetService<T>()!;
    public object GetService(Type type) => ServiceProvider.GetService(type)!;
    public Props Props<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(params object[] args)
        where T : ActorBase => Props(typeof(T), args);
    public Props Props([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type, params object[] args) =>
        Actor.Props.CreateBy(new Producer(ServiceProvider, type, args), args);

    private sealed class Producer(
        IServiceProvider services, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type, object[] args)
        : IIndirectActorProducer
    {
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
        private readonly Type _type = type;

        public Type ActorType => _type;

        public ActorBase Produce() => (ActorBase)ActivatorUtilities.CreateInstance(services, _type, args);
        public void Release(ActorBase actor) => (actor as IDisposable)?.Dispose();
    }
}
