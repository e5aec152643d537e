using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Events;

namespace DicomActors.Node.Demo;

/// <summary>Watches the circuit of one peer, and completes <c>openedTwice</c> when it has opened for the second time: after a failed trial.</summary>
internal sealed class DemoCircuitWatch : ReceiveActor
{
    private int _opened;

    public DemoCircuitWatch(string peer, TaskCompletionSource openedTwice)
    {
        Receive<PeerStateChangedEvent>(changed => changed.Peer == peer && changed.Now == CircuitState.Open, _ =>
        {
            if (++_opened == 2)
            {
                openedTwice.SetResult();
            }
        });
    }

    /// <inheritdoc />
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(PeerStateChangedEvent));

    /// <inheritdoc />
    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);
}
