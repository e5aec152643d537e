namespace Akka.DependencyInjection;

public class DependencyResolverSetup : Setup
{
    private DependencyResolverSetup(IDependencyResolver dependencyResolver) => DependencyResolver = dependencyResolver;
    public IDependencyResolver DependencyResolver { get; }
    public static DependencyResolverSetup Create(IServiceProvider provider) => Create(new ServiceProviderDependencyResolver(provider));
    public static DependencyResolverSetup Create(IDependencyResolver provider) => new(provider);
}
