using DicomActors.Handlers;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Archive.Tests;

/// <summary>A peer's storage: remembers what it was sent and answers what it is told to.</summary>
internal sealed class Receiver(Func<CStoreRequest, DimseStatus>? status = null, Func<Task>? wait = null) : DicomRequestHandler
{
    private readonly List<(CStoreRequest Request, byte[] Bytes)> _stores = [];

    public IReadOnlyList<(CStoreRequest Request, byte[] Bytes)> Stores
    {
        get
        {
            lock (_stores)
            {
                return [.. _stores];
            }
        }
    }

    public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
        new(new MemoryContentSink(1_000_000));

    public override void Handle(InboundExchange exchange)
    {
        var store = (CStoreRequest)exchange.Request;
        lock (_stores)
        {
            _stores.Add((store, ((MemoryContentSink)exchange.Sink!).Bytes.ToArray()));
        }

        _ = AnswerAsync(exchange, store);
    }

    private async Task AnswerAsync(InboundExchange exchange, CStoreRequest store)
    {
        if (wait is not null)
        {
            await wait();
        }

        exchange.Respond(status?.Invoke(store) ?? DimseStatus.Success);
    }
}
