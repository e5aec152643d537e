using System.Net;
using DicomActors.Processes;
using DicomActors.Protocol.Transport;

namespace DicomActors.Interop.Tests.Protocol;

/// <summary>Connects as another connector does, and lets a test stop reading from the peer, so that the peer's writes back up.</summary>
internal sealed class GatedConnector(TransportConnector inner) : TransportConnector
{
    private volatile TaskCompletionSource _open = Opened();

    public override string Target => inner.Target;

    public override async ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken) =>
        new Connection(await inner.ConnectAsync(cancellationToken), this);

    /// <summary>Reads no more.</summary>
    public void Close() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Reads again.</summary>
    public void Open() => _open.TrySetResult();

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private sealed class Connection(TransportConnection inner, GatedConnector gate) : TransportConnection
    {
        public override EndPoint? LocalEndPoint => inner.LocalEndPoint;

        public override EndPoint? RemoteEndPoint => inner.RemoteEndPoint;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await gate._open.Task.WaitAsync(RunningProgram.Patience, cancellationToken);
            return await inner.ReadAsync(buffer, cancellationToken);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await inner.WriteAsync(buffer, cancellationToken);

            // What had to go out before the peer is heard again has gone out.
            gate.Open();
        }

        public override void Abort() => inner.Abort();

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
