using System.Net;
using System.Threading.Channels;
using DicomActors.Protocol.Transport;

namespace DicomActors.Tests.Listeners;

/// <summary>A listener that fails to accept as often as it is told, then hands out what it is given.</summary>
internal sealed class FailingListener(int failures) : TransportListener
{
    private readonly Channel<TransportConnection> _incoming = Channel.CreateUnbounded<TransportConnection>();
    private int _attempts;

    public override IPEndPoint LocalEndPoint { get; } = new(IPAddress.Loopback, 104);

    public int Attempts => Volatile.Read(ref _attempts);

    public bool IsDisposed { get; private set; }

    public void Connect(TransportConnection connection) => Assert.True(_incoming.Writer.TryWrite(connection));

    public override ValueTask<TransportConnection> AcceptAsync(CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _attempts) <= failures
            ? ValueTask.FromException<TransportConnection>(new TransportException(TransportFailure.ResourcesExhausted, "Too many open files."))
            : _incoming.Reader.ReadAsync(cancellationToken);

    public override ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
