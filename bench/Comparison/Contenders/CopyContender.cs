using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Contenders;

/// <summary>A copy without network: the limit of the disk.</summary>
/// <param name="name">As it is printed.</param>
/// <param name="description">What it does.</param>
/// <param name="source">The files.</param>
/// <param name="call">Copies one folder (the first) to another one, which is not there yet.</param>
internal sealed class CopyContender(string name, string description, DurableSource source, Func<string, string, ProgramCall> call) : Contender(name)
{
    private string _folder = "";

    public override string Description => description;

    public override long? FixedOperations => source.Count;

    public override string? FindObstacle() => InstalledProgram.Obstacle("cp", "coreutils") ?? InstalledProgram.Obstacle("sync", "coreutils");

    public override async Task PrepareAsync(CancellationToken cancellationToken) => _folder = await source.EnsureAsync();

    public override async Task<Measurement> MeasureAsync(long operations, CancellationToken cancellationToken)
    {
        var target = source.NextFolder();
        await CleanDisk.FlushAsync(cancellationToken);
        var elapsed = await PeerProcess.TimeAsync(call(_folder, target), cancellationToken);
        CleanDisk.Require(target, operations);
        CleanDisk.PutAway(target, source.NextFolder());
        return new Measurement(operations, elapsed);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
