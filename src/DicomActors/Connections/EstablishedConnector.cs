using DicomActors.Protocol.Transport;

namespace DicomActors.Connections;

/// <summary>Gives the engine a transport that stands already: here connecting and the association are two commands.</summary>
internal sealed class EstablishedConnector(TransportConnection transport, string target) : TransportConnector
{
    public override string Target => target;

    public override ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken) => new(transport);
}
