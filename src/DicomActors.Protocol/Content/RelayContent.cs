using DicomActors.Protocol.Data;

namespace DicomActors.Protocol.Content;

/// <summary>
/// An instance that is sent while it is received: what is written to <see cref="Sink"/> is what a transfer reads, without a copy in
/// memory or on disk. A slow reader holds up the writer and the other way round; when one side fails, so does the other.
/// </summary>
public sealed class RelayContent : DicomContent
{
    private readonly RelayPipe _pipe = new();
    private int _isOpened;

    /// <summary>Describes an instance that is about to be received.</summary>
    public RelayContent(Uid sopClassUid, Uid sopInstanceUid, TransferSyntax transferSyntax)
        : base(sopClassUid, sopInstanceUid, transferSyntax)
    {
        Sink = new RelaySink(_pipe);
    }

    /// <summary>Where the receiving side writes. Completing it ends the content; discarding it fails the transfer.</summary>
    public ContentSink Sink { get; }

    /// <summary>Not known in advance.</summary>
    public override long? Length => null;

    /// <summary>False: the bytes pass once.</summary>
    public override bool IsRepeatable => false;

    /// <inheritdoc />
    public override ValueTask<DicomContentReader> OpenAsync(CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _isOpened, 1) == 0
            ? new(new Reader(_pipe, cancellationToken))
            : throw new IOException("This content was already sent; what is relayed passes once.");

    /// <summary>
    /// Nobody will read any more: the next write to <see cref="Sink"/> fails, or one that waits. Without effect once the sink is complete.
    /// </summary>
    /// <param name="reason">Why, in one line.</param>
    public void Abandon(string reason) => _pipe.Fail(reason);

    private sealed class Reader(RelayPipe pipe, CancellationToken cancellationToken) : DicomContentReader
    {
        private readonly CancellationTokenRegistration _over = cancellationToken.UnsafeRegister(
            static state => ((RelayPipe)state!).Fail("The association the instance is relayed to is over."), pipe);

        public override async ValueTask DisposeAsync()
        {
            await _over.DisposeAsync().ConfigureAwait(false);

            pipe.Fail("The transfer the instance is relayed to ended before its last byte.");
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => pipe.ReadAsync(buffer);
    }

    private sealed class RelaySink(RelayPipe pipe) : ContentSink
    {
        private CancellationTokenRegistration _over;
        private bool _isRegistered;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            if (!_isRegistered)
            {
                _isRegistered = true;
                _over = cancellationToken.UnsafeRegister(
                    static state => ((RelayPipe)state!).Fail("The association the instance is relayed from is over."), pipe);
            }

            return pipe.WriteAsync(bytes);
        }

        public override async ValueTask CompleteAsync(CancellationToken cancellationToken)
        {
            // From here on the end of the sending association changes nothing: the instance is whole.
            await _over.DisposeAsync().ConfigureAwait(false);
            pipe.End();
        }

        public override ValueTask DiscardAsync()
        {
            pipe.Fail("The instance to be relayed was not received whole.");
            return ValueTask.CompletedTask;
        }

        public override async ValueTask DisposeAsync()
        {
            await _over.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }
}
