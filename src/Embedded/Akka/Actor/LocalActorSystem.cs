using Akka.Actor.Setup;

namespace Akka.Actor;

internal sealed class LocalActorSystem(string name, Config config, ActorSystemSetup setup) : ExtendedActorSystem(name, config, setup);
