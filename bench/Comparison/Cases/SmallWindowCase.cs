using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>Files of 8 KiB on one association with 16 operations at once, against the same with one at a time.</summary>
internal static class SmallWindowCase
{
    private const string OneAtATime = "ours, one at a time";
    private const string Window = "window=16";

    public static ComparisonCase Create(BenchSetting setting)
    {
        var receiver = new OwnServer("our discarding SCP", DiscardingScp.Verb, Window);
        return new ComparisonCase(
            "small-8k-window",
            "files of 8 KiB, one association, 16 asynchronous operations, against the same without",
            Unit.InstancesPerSecond,
            [
                new StandingContender(ContenderNames.Ours, "ConnectionActor, window 16", receiver, StoreScu.Verb, $"folder={setting.SmallFiles}", Window),
                new StandingContender(OneAtATime, "ConnectionActor", receiver, StoreScu.Verb, $"folder={setting.SmallFiles}"),
            ],
            [
                RatioTarget.AtLeast(ContenderNames.Ours, OneAtATime, 4),
            ]);
    }
}
