using System.Threading.Channels;
using Akka.Actor;
using DicomActors.Connections;
using DicomActors.Events;

namespace DicomActors.Facade;

/// <summary>The events of one connection. Every enumeration is a subscription of its own, with a buffer of its own.</summary>
internal sealed class EventSequence(ConnectionEvents events, int capacity) : IAsyncEnumerable<IAdvancedDicomClientConnectionEvent>
{
    // Not an iterator: the subscription begins here, not at the first element asked for.
    public IAsyncEnumerator<IAdvancedDicomClientConnectionEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var enumerator = new Enumerator(events, capacity, cancellationToken);
        events.Subscribe(enumerator);
        return enumerator;
    }

    private sealed class Enumerator(ConnectionEvents events, int capacity, CancellationToken cancellationToken)
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
            if (!await _told.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            // The only reader: what it waited for is there.
            _told.Reader.TryRead(out var next);
            Current = next!;
            return true;
        }

        public ValueTask DisposeAsync()
        {
            _told.Writer.TryComplete();
            events.Unsubscribe(this);
            return ValueTask.CompletedTask;
        }
    }
}
