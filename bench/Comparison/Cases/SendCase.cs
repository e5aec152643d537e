using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>Send files of 512 KiB on one association, all senders to the same receiver that keeps nothing.</summary>
internal static class SendCase
{
    public static ComparisonCase Create(BenchSetting setting)
    {
        var receiver = new OwnServer("our discarding SCP", DiscardingScp.Verb);
        return new ComparisonCase(
            "send-512k",
            "send files of 512 KiB, one association, to the same discarding SCP",
            Unit.MebibytesPerSecond(512 << 10),
            [
                new TransferContender(ContenderNames.Ours, new OwnSender(setting.LargeFiles), receiver),
                new TransferContender(ContenderNames.Dcmtk, new StoreScuSender(setting.LargeFiles, BenchSetting.Files), receiver),
            ],
            [
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.Dcmtk, 2),
            ]);
    }
}
