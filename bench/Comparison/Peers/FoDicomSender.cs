namespace Comparison.Peers;

/// <summary>fo-dicom's connection sending files on one association.</summary>
/// <param name="path">Of the dll.</param>
/// <param name="folder">The files to send.</param>
internal sealed class FoDicomSender(string path, string folder) : Sender
{
    public override string Description => "fo-dicom, advanced client connection";

    public override string? FindObstacle() => FoDicomProgram.Obstacle(path);

    public override ProgramCall Call(int port, long instances) =>
        FoDicomProgram.Call(path, "store", PeerArguments.Format("port", port), PeerArguments.Format("count", instances), $"folder={folder}");
}
