using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Contenders;

/// <summary><c>cp</c> of all files and one flush of all of them: the limit of the disk.</summary>
internal sealed class CopyContender(string name, DurableSource source) : Contender(name)
{
    private string _folder = "";

    public override string Description => "cp -r FROM TO && sync -f TO";

    public override long? FixedOperations => source.Count;

    public override string? FindObstacle() => InstalledProgram.Obstacle("cp", "coreutils") ?? InstalledProgram.Obstacle("sync", "coreutils");

    public override async Task PrepareAsync(CancellationToken cancellationToken) => _folder = await source.EnsureAsync();

    public override async Task<Measurement> MeasureAsync(long operations, CancellationToken cancellationToken)
    {
        var target = source.NextTarget();
        await CleanDisk.FlushAsync(cancellationToken);
        var elapsed = await PeerProcess.TimeAsync(new ProgramCall("sh", ["-c", "cp -r \"$0\" \"$1\" && sync -f \"$1\"", _folder, target]), cancellationToken);
        CleanDisk.Require(target, operations);
        Directory.Delete(target, recursive: true);
        return new Measurement(operations, elapsed);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
