using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>Bytes allocated, exact, each side in a process of its own.</summary>
internal static class AllocationCase
{
    private const string Fragments = "P-DATA PDU";
    private const string Engine = "C-ECHO, bare engine";
    private const string Actors = "C-ECHO, actors and events";
    private const string Stores = "store of 512 KiB, actors";
    private const int Echoes = 40_000;
    private const int Instances = 4_000;

    /// <summary>So many that an array of 256 KiB the pool did not have at hand, once per store, is less than a byte per PDU.</summary>
    private const int Pdus = 1 << 20;
    private const int QuickPdus = 1 << 16;
    private const int PduLength = 4 << 10;

    /// <summary>The smallest object takes 24 bytes, so that less than one byte per PDU is none per PDU.</summary>
    private const double None = 1;

    public static ComparisonCase Create(BenchSetting setting)
    {
        var pdu = PeerArguments.Format("pdu", PduLength);
        return new ComparisonCase(
            "allocation",
            "bytes allocated per P-DATA PDU, per C-ECHO and per store",
            new Unit("operations/s"),
            [
                new AllocationContender(Fragments, "DicomService, a store of many PDUs", setting.IsQuick ? QuickPdus : Pdus, new OwnServer("DicomService", EngineScp.Verb, pdu), FragmentScu.Verb, pdu),
                new AllocationContender(Engine, "DicomService", Echoes, new OwnServer("DicomService", EngineScp.Verb), LoadScu.Verb, "engine=1", "allocation=1"),
                new AllocationContender(Actors, "ConnectionActor by Ask", Echoes, new OwnServer("our listener", DiscardingScp.Verb), LoadScu.Verb, "allocation=1"),
                new AllocationContender(
                    Stores,
                    "ConnectionActor by Ask",
                    setting.IsQuick ? Instances / 4 : Instances,
                    new OwnServer("our listener", DiscardingScp.Verb),
                    LoadScu.Verb,
                    "allocation=1",
                    $"folder={setting.LargeFiles}"),
            ],
            [.. Limits(Fragments, None), .. Limits(Engine, 1 << 10), .. Limits(Actors, 3 << 10), .. Limits(Stores, null)]);
    }

    private static IEnumerable<Target> Limits(string contender, double? bytes) =>
        new[] { AllocationContender.Requestor, AllocationContender.Acceptor }.Select(side => new LimitTarget($"{contender}: {side}", "B", Bound.AtMost, bytes));
}
