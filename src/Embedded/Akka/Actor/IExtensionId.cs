namespace Akka.Actor;

public interface IExtensionId
{
    Type ExtensionType { get; }

    object CreateExtension(ExtendedActorSystem system);
}
