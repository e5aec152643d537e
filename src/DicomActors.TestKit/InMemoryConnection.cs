using System.Net;
using DicomActors.Protocol.Transport;

namespace DicomActors.TestKit;

/// <summary>One end of an <see cref="InMemoryTransport"/>.</summary>
public sealed class InMemoryConnection : TransportConnection
{
    private readonly InMemoryPipe _input;
    private readonly InMemoryPipe _output;

    internal InMemoryConnection(InMemoryPipe input, InMemoryPipe output, EndPoint local, EndPoint remote)
    {
        _input = input;
        _output = output;
        LocalEndPoint = local;
        RemoteEndPoint = remote;
    }

    /// <inheritdoc />
    public override EndPoint? LocalEndPoint { get; }

    /// <inheritdoc />
    public override EndPoint? RemoteEndPoint { get; }

    /// <inheritdoc />
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _input.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _output.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc />
    public override void Abort()
    {
        var failure = new IOException("The connection was reset.");
        _input.Fail(failure);
        _output.Fail(failure);
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        _output.Close();
        _input.Fail(new ObjectDisposedException(nameof(InMemoryConnection)));
        return ValueTask.CompletedTask;
    }
}
