namespace Comparison.Peers;

/// <summary>A listener of fo-dicom that answers Success to every C-STORE and keeps nothing, and to every C-ECHO.</summary>
/// <param name="path">Of the dll.</param>
internal sealed class FoDicomServer(string path) : PeerServer
{
    public override string Description => "fo-dicom, discarding SCP";

    public override string? FindObstacle() => FoDicomProgram.Obstacle(path);

    protected override async Task<(PeerProcess Process, int Port)> StartAsync(CancellationToken cancellationToken)
    {
        var process = PeerProcess.Start(FoDicomProgram.Call(path, "scp"));
        return (process, await process.ReadyAsync(cancellationToken));
    }
}
