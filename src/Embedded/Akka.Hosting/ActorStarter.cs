namespace Akka.Hosting;

public delegate Task ActorStarter(ActorSystem system, IActorRegistry registry);
