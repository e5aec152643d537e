namespace Akka.DependencyInjection;

/// <summary>Makes actors whose constructors take services.</summary>
public interface IDependencyResolver
{
    T GetService<T>();
    object GetService(Type type);
    Props Props([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type, params object[] args);
    Props Props<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(params object[] args)
        where T : ActorBase;
}
