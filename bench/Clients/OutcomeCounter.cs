using Akka.Actor;
using DicomActors.Clients;

namespace Clients;

/// <summary>Enqueues all requests at once and completes when each has its outcome.</summary>
internal sealed class OutcomeCounter : UntypedActor
{
    private readonly TaskCompletionSource<int> _done;
    private int _left;
    private int _failed;

    public OutcomeCounter(IActorRef client, IReadOnlyCollection<Enqueue> commands, TaskCompletionSource<int> done)
    {
        _done = done;
        _left = commands.Count;
        foreach (var command in commands)
        {
            client.Tell(command, Self);
        }
    }

    protected override void OnReceive(object message)
    {
        if (message is not TicketEnded ended)
        {
            return;
        }

        _failed += ended.IsSuccess ? 0 : 1;
        if (--_left == 0)
        {
            _done.SetResult(_failed);
            Context.Stop(Self);
        }
    }
}
