using System.Collections.Concurrent;
using DicomActors.Handlers;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Tests.Clients;

/// <summary>Takes instances, forgets their bytes, remembers their UIDs, and answers as it is told; success by default.</summary>
/// <param name="answer">Given how many came before, counted from 1; null: no answer ever.</param>
internal sealed class TestStoreHandler(Func<InboundExchange, int, Task<DimseStatus?>>? answer = null) : DicomRequestHandler
{
    private int _count;
    private int _atOnce;

    /// <summary>What came, in order.</summary>
    public ConcurrentQueue<Uid> Received { get; } = new();

    /// <summary>The most that were being handled at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
        new(new DiscardingContentSink());

    public override void Handle(InboundExchange exchange) => _ = HandleAsync(exchange);

    private async Task HandleAsync(InboundExchange exchange)
    {
        Received.Enqueue(((CStoreRequest)exchange.Request).Content.SopInstanceUid);
        lock (Received)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
        }

        var status = answer is null ? DimseStatus.Success : await answer(exchange, Interlocked.Increment(ref _count));
        lock (Received)
        {
            _atOnce--;
        }

        if (status is { } final)
        {
            exchange.Respond(final);
        }
    }
}
