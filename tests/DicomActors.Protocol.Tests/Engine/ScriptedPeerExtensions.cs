using DicomActors.TestKit;

namespace DicomActors.Protocol.Tests.Engine;

internal static class ScriptedPeerExtensions
{
    /// <summary>Reads until an A-ABORT has ended what the other side sends, then closes.</summary>
    public static async Task<byte[]> DisposeAfterAbortAsync(this ScriptedPeer peer)
    {
        var tail = await peer.DrainTailAsync(10);
        await peer.DisposeAsync();
        return tail;
    }
}
