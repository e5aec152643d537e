using Akka.Actor;
using DicomActors.Clients;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Hosting.Health;

/// <summary>One C-ECHO through the queue of a peer.</summary>
internal sealed class PeerEcho : UntypedActor
{
    private readonly TaskCompletionSource<string?> _trouble;

    /// <summary>Public for Akka.NET, which makes actors itself.</summary>
    public PeerEcho(TaskCompletionSource<string?> trouble) => _trouble = trouble;

    /// <summary>What went wrong; null if the peer answered Success. Waits no longer than the deadline.</summary>
    public static async Task<string?> SendAsync(
        ActorSystem system, IActorRef registry, string peer, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var trouble = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var echo = system.ActorOf(Props.Create(() => new PeerEcho(trouble)));
        registry.Tell(new EnqueueTo(peer, new Enqueue(new CEchoRequest()) { Deadline = deadline, Priority = RequestPriority.High }), echo);
        try
        {
            return await trouble.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            system.Stop(echo);
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TicketEnded ended:
                _trouble.TrySetResult(ended.IsSuccess ? null : ended.Message);
                break;
            case EnqueueRefused refused:
                _trouble.TrySetResult(refused.Message);
                break;
        }
    }

    /// <summary>The client promises one outcome; if this actor ends before, nobody waits for it any more.</summary>
    protected override void PostStop() => _trouble.TrySetResult("the echo was given up");
}
