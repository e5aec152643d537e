using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Events;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Actors;

/// <summary>Gives one request to the client of a peer, and completes <c>done</c> with what came of it.</summary>
internal sealed class PeerRequestActor : UntypedActor
{
    private readonly IActorRef _client;
    private readonly ClientPeer _peer;
    private readonly Enqueue _command;
    private readonly Action<DimseResponse>? _onPending;
    private readonly TaskCompletionSource<PeerAnswer> _done;
    private TimeSpan? _elapsed;

    public PeerRequestActor(
        IActorRef client, ClientPeer peer, Enqueue command, Action<DimseResponse>? onPending, TaskCompletionSource<PeerAnswer> done)
    {
        _client = client;
        _peer = peer;
        _command = command;
        _onPending = onPending;
        _done = done;
    }

    /// <inheritdoc />
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(DicomAssociationAcceptedEvent));
        Context.System.EventStream.Subscribe(Self, typeof(RequestCompletedEvent));
        if (_onPending is not null)
        {
            Context.System.EventStream.Subscribe(Self, typeof(RequestPendingEvent));
        }

        _client.Tell(_command, Self);
    }

    /// <inheritdoc />
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _done.TrySetCanceled();
    }

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TicketEnded ended:
                _done.TrySetResult(new PeerAnswer(ended, _elapsed ?? ended.Elapsed));
                Context.Stop(Self);
                break;
            case EnqueueRefused refused:
                _done.TrySetException(new VerbException(ExitCode.NoAssociation, refused.Message));
                Context.Stop(Self);
                break;
            case DicomAssociationAcceptedEvent:
                Dicom.Get(Context.System).Peers.Tell(new ConfigurePeer(_peer.OnceAccepted));
                break;
            case RequestCompletedEvent completed when ReferenceEquals(completed.Request, _command.Request):
                _elapsed = completed.Elapsed;
                break;
            case RequestPendingEvent pending when ReferenceEquals(pending.Request, _command.Request):
                _onPending!(pending.Response);
                break;
        }
    }
}
