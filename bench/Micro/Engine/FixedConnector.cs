using DicomActors.Protocol.Transport;

namespace Micro.Engine;

/// <summary>Hands out a connection that is there already.</summary>
internal sealed class FixedConnector(TransportConnection connection) : TransportConnector
{
    public override string Target => "memory";

    public override ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken) => new(connection);
}
