using System.Diagnostics;
using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Demo;

/// <summary>Gives instances to the client of a peer, and completes <c>done</c> when each has its outcome.</summary>
internal sealed class DemoSender : ReceiveActor
{
    private readonly IActorRef _peers;
    private readonly string _peer;
    private readonly IReadOnlyCollection<DicomContent> _instances;
    private readonly TaskCompletionSource<DemoSent> _done;
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _arrived;
    private int _failed;

    public DemoSender(IActorRef peers, string peer, IReadOnlyCollection<DicomContent> instances, TaskCompletionSource<DemoSent> done)
    {
        _peers = peers;
        _peer = peer;
        _instances = instances;
        _done = done;
        Receive<TicketEnded>(ended => Count(ended.IsSuccess));
        Receive<EnqueueRefused>(_ => Count(arrived: false));
        Receive<Enqueued>(static _ => { });
    }

    /// <inheritdoc />
    protected override void PreStart()
    {
        foreach (var instance in _instances)
        {
            _peers.Tell(new EnqueueTo(_peer, new Enqueue(new CStoreRequest(instance))));
        }
    }

    /// <inheritdoc />
    protected override void PostStop() => _done.TrySetCanceled();

    private void Count(bool arrived)
    {
        _arrived += arrived ? 1 : 0;
        _failed += arrived ? 0 : 1;
        if (_arrived + _failed == _instances.Count)
        {
            _done.SetResult(new DemoSent(_arrived, _failed, Stopwatch.GetElapsedTime(_start)));
            Context.Stop(Self);
        }
    }
}
