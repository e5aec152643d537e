using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>What the actors cost: both ends with them, and both ends without, the same requests one after the other.</summary>
internal static class ActorCase
{
    private const string Actors = "actors";
    private const string Engine = "bare engine";

    /// <summary>C-ECHOs.</summary>
    public static ComparisonCase CreateEcho() => new(
        "actor-against-engine-echo", "C-ECHO, actors at both ends against the bare engine at both ends", Unit.EchoesPerSecond, Contenders(), [RatioTarget.AtLeast(Actors, Engine, 0.85)]);

    /// <summary>Stores of 512 KiB.</summary>
    public static ComparisonCase CreateStore(BenchSetting setting) => new(
        "actor-against-engine-512k",
        "store 512 KiB from memory, actors at both ends against the bare engine at both ends",
        Unit.MebibytesPerSecond(512 << 10),
        Contenders($"folder={setting.LargeFiles}"),
        [RatioTarget.AtLeast(Actors, Engine, 0.97)]);

    private static IReadOnlyList<Contender> Contenders(params string[] arguments) =>
    [
        new StandingContender(Actors, "ConnectionActor by Ask", new OwnServer("our listener", DiscardingScp.Verb), LoadScu.Verb, arguments),
        new StandingContender(Engine, "DicomService", new OwnServer("DicomService", EngineScp.Verb), LoadScu.Verb, ["engine=1", .. arguments]),
    ];
}
