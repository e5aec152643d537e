using System.Globalization;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Contenders;

/// <summary>Our sender of files and our receiver, which answers when a file is on the disk. The start of the sender's process is in the time.</summary>
internal sealed class DurableContender(string name, DurableSource source, int window = 1, int associations = 1) : Contender(name)
{
    private string _folder = "";

    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"ConnectionActor, files, {associations} associations, window {window} → ArchiveStoreHandler, each file flushed before Success; process start of the sender included");

    public override long? FixedOperations => source.Count;

    public override async Task PrepareAsync(CancellationToken cancellationToken) => _folder = await source.EnsureAsync();

    public override async Task<Measurement> MeasureAsync(long operations, CancellationToken cancellationToken)
    {
        var target = source.NextTarget();
        var windowArgument = PeerArguments.Format("window", window);
        await using (var receiver = PeerProcess.Start(OwnProgram.Peer(DurableScp.Verb, $"folder={target}", windowArgument)))
        {
            var port = await receiver.ReadyAsync(cancellationToken);
            var sender = new OwnSender(_folder, windowArgument, PeerArguments.Format("associations", associations));
            await CleanDisk.FlushAsync(cancellationToken);
            var elapsed = await PeerProcess.TimeAsync(sender.Call(port, operations), cancellationToken);
            CleanDisk.Require(target, operations);
            Directory.Delete(target, recursive: true);
            return new Measurement(operations, elapsed);
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
