using Akka.Actor;
using Comparison.Measuring;
using DicomActors.Clients;
using DicomActors.Protocol.Dimse;

namespace Comparison.Peers;

/// <summary>Keeps the queue of a client filled until so many requests have their outcome.</summary>
internal sealed class Feeder : UntypedActor
{
    private const int Ahead = 100;

    private static readonly CEchoRequest Echo = new();

    private readonly IActorRef _client;
    private readonly TaskCompletionSource _done;
    private long _toEnqueue;
    private long _toEnd;

    public Feeder(IActorRef client, long count, TaskCompletionSource done)
    {
        _client = client;
        _done = done;
        _toEnqueue = _toEnd = count;
    }

    protected override void PreStart()
    {
        for (var i = 0; i < Ahead; i++)
        {
            Enqueue();
        }
    }

    protected override void OnReceive(object message)
    {
        if (message is not TicketEnded ended)
        {
            return;
        }

        if (!ended.IsSuccess)
        {
            _done.TrySetException(new BenchException($"A request of the client ended with {ended.Outcome}."));
            Context.Stop(Self);
        }
        else if (--_toEnd == 0)
        {
            _done.SetResult();
            Context.Stop(Self);
        }
        else
        {
            Enqueue();
        }
    }

    private void Enqueue()
    {
        if (_toEnqueue-- > 0)
        {
            _client.Tell(new Enqueue(Echo), Self);
        }
    }
}
