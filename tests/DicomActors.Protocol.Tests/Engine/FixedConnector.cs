using DicomActors.Protocol.Transport;

namespace DicomActors.Protocol.Tests.Engine;

/// <summary>Hands out one connection.</summary>
internal sealed class FixedConnector(TransportConnection connection) : TransportConnector
{
    public override string Target => "a fixed connection";

    public override ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken) => new(connection);
}
