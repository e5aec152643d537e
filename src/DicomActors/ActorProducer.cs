using Akka.Actor;

namespace DicomActors;

/// <summary>Makes an actor by calling its constructor: no reflection, so constructors can stay internal and trimming is safe.</summary>
internal sealed class ActorProducer<T>(Func<T> create) : IIndirectActorProducer
    where T : ActorBase
{
    public Type ActorType => typeof(T);

    /// <summary>Props of an actor made that way.</summary>
    public static Props Props(Func<T> create) => Akka.Actor.Props.CreateBy(new ActorProducer<T>(create));

    public ActorBase Produce() => create();

    public void Release(ActorBase actor)
    {
        // Actors here hold nothing that outlives their PostStop.
    }
}
