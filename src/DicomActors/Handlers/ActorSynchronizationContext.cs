using System.Collections.Concurrent;
using Akka.Actor;

namespace DicomActors.Handlers;

/// <summary>
/// Runs what is posted to it in an actor, one piece after the other: asynchronous methods begun in it come back into it after every
/// <c>await</c>. Once the actor has stopped, pieces run on the thread pool, so that nothing that was begun hangs.
/// </summary>
internal sealed class ActorSynchronizationContext(IActorRef actor) : SynchronizationContext
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _pieces = new();
    private volatile bool _isClosed;

    /// <summary>Told to the actor once per piece; it calls <see cref="RunNext"/>.</summary>
    internal sealed record Turn
    {
        public static Turn Instance { get; } = new();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        _pieces.Enqueue((d, state));
        if (_isClosed)
        {
            Flush();
        }
        else
        {
            actor.Tell(Turn.Instance, ActorRefs.NoSender);
        }
    }

    /// <summary>Not possible: an actor is never waited for.</summary>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("An actor is told, not called: use Post.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs the next piece, if there is one. Called by the actor.</summary>
    public void RunNext()
    {
        if (!_pieces.TryDequeue(out var piece))
        {
            return;
        }

        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            piece.Callback(piece.State);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>The actor runs no more pieces.</summary>
    public void Close()
    {
        _isClosed = true;
        Flush();
    }

    private void Flush()
    {
        while (_pieces.TryDequeue(out var piece))
        {
            ThreadPool.QueueUserWorkItem(static left => left.Callback(left.State), piece, preferLocal: false);
        }
    }
}
