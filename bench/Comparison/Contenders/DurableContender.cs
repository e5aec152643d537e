using System.Globalization;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Contenders;

/// <summary>Our sender of files, started anew in every round, and our receiver, which answers when a file is on the disk. The start of the sender's process is in the time.</summary>
internal sealed class DurableContender(string name, DurableSource source, int window = 1, int associations = 1) : Contender(name)
{
    private readonly string _target = source.NextFolder();
    private PeerProcess? _receiver;
    private OwnSender? _sender;
    private int _port;

    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"ConnectionActor, files, {associations} associations, window {window} → ArchiveStoreHandler, each file flushed before Success; process start of the sender included");

    public override long? FixedOperations => source.Count;

    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var windowArgument = PeerArguments.Format("window", window);
        _sender = new OwnSender(await source.EnsureAsync(), windowArgument, PeerArguments.Format("associations", associations));
        _receiver = PeerProcess.Start(OwnProgram.Peer(DurableScp.Verb, $"folder={_target}", windowArgument));
        _port = await _receiver.ReadyAsync(cancellationToken);
    }

    public override async Task<Measurement> MeasureAsync(long operations, CancellationToken cancellationToken)
    {
        await CleanDisk.FlushAsync(cancellationToken);
        var elapsed = await PeerProcess.TimeAsync(_sender!.Call(_port, operations), cancellationToken);
        CleanDisk.Require(_target, operations);
        CleanDisk.PutAway(_target, source.NextFolder());
        return new Measurement(operations, elapsed);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_receiver is { } receiver)
        {
            _receiver = null;
            await receiver.DisposeAsync();
        }
    }
}
