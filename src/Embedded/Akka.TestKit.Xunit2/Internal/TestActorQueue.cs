using System.Threading.Channels;

namespace Akka.TestKit.Internal;

/// <summary>What a test actor received and its test has not looked at yet.</summary>
internal sealed class TestActorQueue
{
    private readonly Channel<Envelope> _messages = Channel.CreateUnbounded<Envelope>();

    public bool HasMessages => _messages.Reader.TryPeek(out _);
    public void Add(Envelope envelope) => _messages.Writer.TryWrite(envelope);

    /// <summary>The next message; null when none came in time.</summary>
    public async ValueTask<Envelope?> TakeAsync(TimeSpan max, CancellationToken cancellationToken)
    {
        if (_messages.Reader.TryRead(out var envelope))
            return envelope;
        cancellationToken.ThrowIfCancellationRequested();
        if (max == TimeSpan.Zero)
            return null;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(max);
        try
        {
            return await _messages.Reader.ReadAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
