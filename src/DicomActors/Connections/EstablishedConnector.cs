using DicomActors.Protocol.Transport;

namespace DicomActors.Connections;

/// <summary>
/// Gives the engine a transport that stands already: here connecting and the association are two commands. An engine that was
/// aborted or stopped before it began never asks for it; then it is closed with this.
/// </summary>
internal sealed class EstablishedConnector(TransportConnection transport, string target) : TransportConnector, IAsyncDisposable
{
    private bool _isTaken;

    public override string Target => target;

    public override ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        _isTaken = true;
        return new(transport);
    }

    public ValueTask DisposeAsync() => _isTaken ? ValueTask.CompletedTask : transport.DisposeAsync();
}
