using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>Instances of 512 KiB from our memory to our sink, against what the sockets allow with writes of the same size.</summary>
internal static class StreamCase
{
    public static ComparisonCase Create(BenchSetting setting)
    {
        var chunk = PeerArguments.Format("chunk", BenchChunk.Length);
        return new ComparisonCase(
            "stream-512k",
            "ours to ours, 512 KiB, one association, against raw sockets with equal chunks",
            Unit.MebibytesPerSecond(BenchSetting.LargeLength),
            [
                new StandingContender(
                    ContenderNames.Ours, "ConnectionActor, from memory", new OwnServer("our discarding SCP", DiscardingScp.Verb),
                    StoreScu.Verb, $"folder={setting.LargeFiles}", "memory=1"),
                new StandingContender(
                    ContenderNames.Raw, "blocking sockets, acknowledged per instance", RawServer.Create(),
                    RawStreamClient.Verb, RawServer.LengthArgument, chunk),
            ],
            [
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.Raw, 0.6),
            ]);
    }
}
