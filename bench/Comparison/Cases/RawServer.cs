using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>The raw receiver of instances of 512 KiB.</summary>
internal static class RawServer
{
    public static PeerServer Create() => new OwnServer("raw receiver", RawStreamServer.Verb, LengthArgument);

    /// <summary>The argument that receiver and sender share.</summary>
    public static string LengthArgument => PeerArguments.Format("length", BenchSetting.LargeDatasetLength);
}
