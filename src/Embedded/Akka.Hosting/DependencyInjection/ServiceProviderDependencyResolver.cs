namespace Akka.DependencyInjection;

public class ServiceProviderDependencyResolver(IServiceProvider serviceProvider) : IDependencyResolver
{
    public IServiceProvider ServiceProvider { get; } = serviceProvider;

    public T GetService<T>() => ServiceProvider.GetService<T>()!;
    public Props Props<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(params object[] args)
        where T : ActorBase => Props(typeof(T), args);
    public Props Props([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type, params object[] args) =>
        new(type, () => (ActorBase)ActivatorUtilities.CreateInstance(ServiceProvider, type, args), static actor => (actor as IDisposable)?.Dispose());
}
