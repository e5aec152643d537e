namespace Comparison.Peers;

/// <summary>A <see cref="RawStreamClient"/> that sends files.</summary>
/// <param name="folder">The files to send.</param>
/// <param name="length">Bytes of each.</param>
internal sealed class RawSender(string folder, long length) : Sender
{
    public override string Description => "files over blocking sockets";

    public override ProgramCall Call(int port, long instances) => OwnProgram.Peer(
        RawStreamClient.Verb,
        PeerArguments.Format("port", port),
        PeerArguments.Format("count", instances),
        PeerArguments.Format("length", length),
        PeerArguments.Format("chunk", BenchChunk.Length),
        $"folder={folder}");
}
