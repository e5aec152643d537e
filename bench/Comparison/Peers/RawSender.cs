using System.Globalization;

namespace Comparison.Peers;

/// <summary>A <see cref="RawStreamClient"/> that sends files.</summary>
/// <param name="folder">The files to send.</param>
/// <param name="length">Bytes of each.</param>
internal sealed class RawSender(string folder, long length) : Sender
{
    public override string Description => "files over blocking sockets";

    public override ProgramCall Call(int port, long instances) => OwnProgram.Peer(
        RawStreamClient.Verb,
        string.Create(CultureInfo.InvariantCulture, $"port={port}"),
        string.Create(CultureInfo.InvariantCulture, $"count={instances}"),
        string.Create(CultureInfo.InvariantCulture, $"length={length}"),
        string.Create(CultureInfo.InvariantCulture, $"chunk={BenchChunk.Length}"),
        $"folder={folder}");
}
