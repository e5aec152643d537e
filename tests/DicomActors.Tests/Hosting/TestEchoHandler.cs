using DicomActors.Handlers;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Tests.Hosting;

/// <summary>Answers a C-ECHO with the status it was made with, and counts in a service.</summary>
public sealed class TestEchoHandler(TestEchoHandler.Counter counter, DimseStatus status) : CEchoHandlerActor
{
    protected override ValueTask<DimseStatus> EchoAsync(InboundExchange exchange, CEchoRequest request, CancellationToken cancellationToken)
    {
        counter.Increment();
        return new(status);
    }

    /// <summary>A service of the application.</summary>
    public sealed class Counter
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Increment() => Interlocked.Increment(ref _count);
    }
}
