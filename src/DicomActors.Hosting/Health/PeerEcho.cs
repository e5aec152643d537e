using Akka.Actor;
using DicomActors.Clients;

namespace DicomActors.Hosting.Health;

/// <summary>Waits for the outcome of one C-ECHO.</summary>
internal sealed class PeerEcho : UntypedActor
{
    private readonly TaskCompletionSource<string?> _trouble;

    /// <summary>Public for Akka.NET, which makes actors itself.</summary>
    /// <param name="trouble">Gets what went wrong; null if the peer answered Success.</param>
    public PeerEcho(TaskCompletionSource<string?> trouble) => _trouble = trouble;

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
