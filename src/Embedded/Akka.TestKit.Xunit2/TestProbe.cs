namespace Akka.TestKit;

/// <summary>A test actor of its own, which can stand wherever a reference is asked for.</summary>
public class TestProbe : TestKitBase, INoImplicitSender, IInternalActorRef
{
    private static int _probes;

    internal TestProbe(ActorSystem system, string? testProbeName)
        : base(system, ActorSystemSetup.Empty, null, $"{testProbeName ?? "probe"}-{Interlocked.Increment(ref _probes)}") { }

    public IActorRef Ref => TestActor;
    public IActorRef Sender => LastSender;
    ActorPath IActorRef.Path => Ref.Path;
    ActorSystem? IInternalActorRef.System => Inner.System;
    IInternalActorRef? IInternalActorRef.Parent => Inner.Parent;
    IEnumerable<IInternalActorRef> IInternalActorRef.Children => Inner.Children;
    private IInternalActorRef Inner => (IInternalActorRef)TestActor;
    public void Send(IActorRef actor, object message) => actor.Tell(message, TestActor);
    public void Reply(object message) => Sender.Tell(message, TestActor);
    public override bool Equals(object? obj) => TestActor.Equals(obj);
    public override int GetHashCode() => TestActor.GetHashCode();
    public override string ToString() => $"TestProbe({TestActor})";

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => TestActor.Equals(other);
    void ICanTell.Tell(object message, IActorRef? sender) => TestActor.Tell(message, sender);
    IInternalActorRef? IInternalActorRef.FindChild(string name) => Inner.FindChild(name);
    void IInternalActorRef.SendSystemMessage(SystemMessage message) => Inner.SendSystemMessage(message);
}
