using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>Files of 8 KiB on one association, one after the other: what a message costs.</summary>
internal static class SmallCase
{
    public static ComparisonCase Create(BenchSetting setting) => new(
        "small-8k",
        "files of 8 KiB, one association, one operation at a time, sender and receiver of the same stack, discarded",
        Unit.InstancesPerSecond,
        [
            new TransferContender(ContenderNames.Ours, new OwnSender(setting.SmallFiles), new OwnServer("our discarding SCP", DiscardingScp.Verb)),
            new TransferContender(ContenderNames.Dcmtk, new StoreScuSender(setting.SmallFiles, BenchSetting.Files), new StoreScpServer()),
            new TransferContender(ContenderNames.FoDicom, new FoDicomSender(setting.FoDicom, setting.SmallFiles), new FoDicomServer(setting.FoDicom)),
        ],
        [
            RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.Dcmtk, 2),
            RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.FoDicom, 8),
        ]);
}
