using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;
using DicomActors.Protocol.Dimse;
using DicomActors.Requests;

namespace DicomActors.Facade;

/// <summary>One <see cref="StreamRequest"/> as a sequence: who takes the next element lets the next response be read.</summary>
internal sealed class ResponseStream : ICanTell
{
    // Asked for ahead, so that not every response costs a round through the actor; half of them at a time.
    private const int Ahead = 32;

    private readonly Channel<RequestEvent> _told = Channel.CreateBounded<RequestEvent>(new BoundedChannelOptions(Ahead + 1) { SingleReader = true });

    private ResponseStream()
    {
    }

    void ICanTell.Tell(object message, IActorRef? sender)
    {
        if (message is RequestPendingEvent or RequestEvent { IsTerminal: true })
        {
            // There is always room: so many were asked for, and one is the end.
            _told.Writer.TryWrite((RequestEvent)message);
        }
    }

    /// <summary>Sends the request at the first element asked for; cancels it when the enumeration ends before it does.</summary>
    public static async IAsyncEnumerable<DimseResponse> ReadAsync(
        IActorRef connection,
        EndWatch end,
        StreamRequest request,
        TimeSpan cancelGrace,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var stream = new ResponseStream();
        var command = request with { Receiver = stream, InitialDemand = Ahead };
        connection.Tell(command, ActorRefs.NoSender);
        var isOver = false;
        var taken = 0;
        try
        {
            while (!isOver)
            {
                var next = await stream.NextAsync(end, cancellationToken).ConfigureAwait(false);
                isOver = next is null or { IsTerminal: true };
                yield return next switch
                {
                    RequestPendingEvent pending => pending.Response,
                    RequestCompletedEvent completed => completed.Response,
                    null => throw end.ToException(),
                    _ => throw Failure(new DicomRequestException(next)),
                };
                if (++taken == Ahead / 2 && !isOver)
                {
                    taken = 0;
                    connection.Tell(new PullResponses(command.RequestId, Ahead / 2), ActorRefs.NoSender);
                }
            }
        }
        finally
        {
            if (!isOver)
            {
                connection.Tell(new CancelRequest(command.RequestId) { AbortAfter = cancelGrace }, ActorRefs.NoSender);
            }
        }
    }

    /// <summary>What a failed request is to who awaits it: a connection that ended is told as such.</summary>
    public static DicomConnectionException Failure(DicomRequestException failure) => failure.ConnectionEnd?.ToException(failure) ?? failure;

    /// <summary>Null when the actor is gone and has told everything.</summary>
    private async ValueTask<RequestEvent?> NextAsync(EndWatch end, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isStopped = end.Stopped.IsCompleted;
            if (_told.Reader.TryRead(out var next) || isStopped)
            {
                return next;
            }

            var more = _told.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            await Task.WhenAny(more, end.Stopped).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
