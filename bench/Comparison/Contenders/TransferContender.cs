using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Contenders;

/// <summary>A sender, started anew in every round, and the receiver it sends to. The start of the sender's process is in the time.</summary>
internal sealed class TransferContender(string name, Sender sender, PeerServer receiver) : Contender(name)
{
    private int? _port;

    public override string Description => $"{sender.Description} → {receiver.Description}; process start of the sender included";

    public override double Stretch => 3;

    public override string? FindObstacle() => sender.FindObstacle() ?? receiver.FindObstacle();

    public override async Task PrepareAsync(CancellationToken cancellationToken) => _port = await receiver.AcquireAsync(cancellationToken);

    public override async Task<Measurement> MeasureAsync(long operations, CancellationToken cancellationToken)
    {
        var instances = sender.Round(operations);
        var elapsed = await PeerProcess.TimeAsync(sender.Call(_port!.Value, instances), cancellationToken);
        return new Measurement(instances, elapsed);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_port is not null)
        {
            _port = null;
            await receiver.ReleaseAsync();
        }
    }
}
