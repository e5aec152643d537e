using Akka.Actor;
using DicomActors.Events;

namespace DicomActors.Node.Storing;

/// <summary>Keeps the counters of a store up to date with what the EventStream says of files under way.</summary>
internal sealed class ProgressWatcher : ReceiveActor
{
    /// <summary>Watches every transfer of the actor system.</summary>
    public ProgressWatcher(StoreCounters counters) =>
        Receive<TransferProgressEvent>(progress => counters.Sent(progress.RequestId, progress.BytesSent));

    /// <inheritdoc />
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(TransferProgressEvent));
        base.PreStart();
    }

    /// <inheritdoc />
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        base.PostStop();
    }
}
