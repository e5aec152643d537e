using Akka.Actor;

namespace Akka.TestKit.Internal;

internal sealed class InternalTestActor(TestActorQueue queue) : ActorBase
{
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case WatchRequest { Stop: true } request:
                Context.Unwatch(request.Subject);
                break;
            case WatchRequest request:
                Context.Watch(request.Subject);
                break;
            default:
                queue.Add(new Envelope(message, Sender));
                break;
        }

        return true;
    }

    internal sealed record WatchRequest(IActorRef Subject, bool Stop) : INotInfluenceReceiveTimeout;
}
