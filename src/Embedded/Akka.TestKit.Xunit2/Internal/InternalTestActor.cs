namespace Akka.TestKit.Internal;

internal sealed class InternalTestActor(TestActorQueue queue) : ActorBase
{
    protected override bool Receive(object message)
    {
        if (message is Command command)
        {
            command.Run(Context);
            Sender.Tell(Done.Instance);
        }
        else
        {
            queue.Add(new Envelope(message, Sender));
        }

        return true;
    }

    /// <summary>Something the test wants done by its actor.</summary>
    internal sealed record Command(Action<IActorContext> Run) : INotInfluenceReceiveTimeout;
}
