using System.Globalization;
using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>Busy associations, each with a request under way all the time: what all of them together get done.</summary>
internal static class BusyCase
{
    // One under way and one that waits for it: an association that is given a request only after the answer to the last is idle in between.
    private const string Ahead = "ahead=2";

    private static readonly int[] Associations = [1, 10, 100, 1_000];

    /// <summary>Stores of 512 KiB.</summary>
    public static ComparisonCase CreateStore(BenchSetting setting) => new(
        "busy",
        "store 512 KiB from memory on 1, 10, 100 and 1,000 associations at once, in all",
        Unit.MebibytesPerSecond(512 << 10),
        Contenders($"folder={setting.LargeFiles}"),
        [new SteadyTarget([.. Associations.Select(Name)], 0.8)]);

    /// <summary>C-ECHOs. One association alone waits for wake-ups most of the time, so that it is for information.</summary>
    public static ComparisonCase CreateEcho() => new(
        "busy-echo",
        "C-ECHO on 1, 10, 100 and 1,000 associations at once, in all",
        Unit.EchoesPerSecond,
        Contenders(),
        [new SteadyTarget([.. Associations.Select(Name)], null)]);

    private static IReadOnlyList<Contender> Contenders(params string[] arguments)
    {
        var listener = new OwnServer("our listener", DiscardingScp.Verb);
        return
        [
            .. Associations.Select(count => new StandingContender(
                Name(count),
                "ConnectionActor by Ask",
                listener,
                LoadScu.Verb,
                [PeerArguments.Format("associations", count), Ahead, .. arguments])),
        ];
    }

    private static string Name(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} busy");
}
