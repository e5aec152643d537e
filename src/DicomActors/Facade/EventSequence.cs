using System.Threading.Channels;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;

namespace DicomActors.Facade;

/// <summary>The events of one connection. Every enumeration is a subscription of its own, with a buffer of its own.</summary>
internal sealed class EventSequence(IActorRef connection, EndWatch end, int capacity) : IAsyncEnumerable<IAdvancedDicomClientConnectionEvent>
{
    // Not an iterator: the subscription begins here, not at the first element asked for.
    public IAsyncEnumerator<IAdvancedDicomClientConnectionEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var enumerator = new Enumerator(connection, end, capacity, cancellationToken);
        connection.Tell(new EventSubscription(enumerator, IsWanted: true), ActorRefs.NoSender);
        return enumerator;
    }

    private sealed class Enumerator(IActorRef connection, EndWatch end, int capacity, CancellationToken cancellationToken)
        : IAsyncEnumerator<IAdvancedDicomClientConnectionEvent>, ICanTell
    {
        private readonly Channel<IAdvancedDicomClientConnectionEvent> _told =
            Channel.CreateBounded<IAdvancedDicomClientConnectionEvent>(new BoundedChannelOptions(capacity) { SingleReader = true });

        public IAdvancedDicomClientConnectionEvent Current { get; private set; } = null!;

        public void Tell(object message, IActorRef? sender)
        {
            var occurrence = (IAdvancedDicomClientConnectionEvent)message;
            if (!_told.Writer.TryWrite(occurrence))
            {
                _told.Writer.TryComplete(new EventBufferOverflowException(occurrence.ConnectionId, capacity));
            }
            else if (occurrence is ConnectionClosedEvent)
            {
                _told.Writer.TryComplete();
            }
        }

        public async ValueTask<bool> MoveNextAsync()
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var isStopped = end.Stopped.IsCompleted;
                if (_told.Reader.TryRead(out var next))
                {
                    Current = next;
                    return true;
                }

                // Came too late to be told of the end by the actor: by what was seen of it before.
                if (isStopped && end.Closed is { } closed && !_told.Reader.Completion.IsCompleted)
                {
                    Tell(closed, connection);
                    continue;
                }

                var more = _told.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
                await Task.WhenAny(more, end.Stopped).WaitAsync(cancellationToken).ConfigureAwait(false);
                if (more.IsCompleted ? !await more.ConfigureAwait(false) : isStopped)
                {
                    return false;
                }
            }
        }

        public ValueTask DisposeAsync()
        {
            _told.Writer.TryComplete();
            if (!end.Stopped.IsCompleted)
            {
                connection.Tell(new EventSubscription(this, IsWanted: false), ActorRefs.NoSender);
            }

            return ValueTask.CompletedTask;
        }
    }
}
