using DicomActors.Protocol.Transport;

namespace DicomActors.Tests.Requests.Guarantee;

/// <summary>Connects as the scenario wants it.</summary>
internal sealed class ScenarioConnector(ConnectBehaviour behaviour, TransportConnection transport) : TransportConnector
{
    private int _connected;

    /// <summary>Whether it handed the transport out.</summary>
    public bool HasConnected => Volatile.Read(ref _connected) == 1;

    public override string Target => "memory";

    public override async ValueTask<TransportConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (behaviour == ConnectBehaviour.Fails)
        {
            throw new TransportException(TransportFailure.Refused, "refused");
        }

        if (behaviour == ConnectBehaviour.Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }

        Volatile.Write(ref _connected, 1);
        return transport;
    }
}
