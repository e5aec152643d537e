using System.Collections.Concurrent;
using System.Security.Cryptography;
using DicomActors.Handlers;
using DicomActors.Protocol.Content;
using DicomActors.Protocol.Data;
using DicomActors.Protocol.Dimse;

namespace DicomActors.Node.Demo;

/// <summary>Takes every C-STORE and remembers of each instance the hash of its data set, so that it can be compared with what was sent.</summary>
internal sealed class DemoReceiver : DicomRequestHandler
{
    private readonly ConcurrentDictionary<Uid, string> _received = [];

    /// <summary>How many of the instances have arrived, byte for byte.</summary>
    public int CountArrived(DemoSeries series) => series.Instances.Count(
        instance => _received.GetValueOrDefault(instance.SopInstanceUid) == Convert.ToHexString(SHA256.HashData(instance.Dataset.Bytes.Span)));

    /// <inheritdoc />
    public override ValueTask<ContentSink?> OpenSinkAsync(InboundExchange exchange, CancellationToken cancellationToken) =>
        new(new HashingSink(this, ((CStoreRequest)exchange.Request).Content.SopInstanceUid));

    /// <inheritdoc />
    public override void Handle(InboundExchange exchange) => exchange.Respond(DimseStatus.Success);

    private sealed class HashingSink(DemoReceiver receiver, Uid instance) : ContentSink
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            _hash.AppendData(bytes.Span);
            return ValueTask.CompletedTask;
        }

        public override ValueTask CompleteAsync(CancellationToken cancellationToken)
        {
            receiver._received[instance] = Convert.ToHexString(_hash.GetHashAndReset());
            _hash.Dispose();
            return ValueTask.CompletedTask;
        }

        public override ValueTask DiscardAsync()
        {
            _hash.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
