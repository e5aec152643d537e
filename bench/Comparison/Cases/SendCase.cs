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
            Unit.MebibytesPerSecond(BenchSetting.LargeLength),
            [
                new TransferContender(ContenderNames.Ours, new OwnSender(setting.LargeFiles), receiver),
                new TransferContender(ContenderNames.Dcmtk, new StoreScuSender(setting.LargeFiles, BenchSetting.Files), receiver),
                new TransferContender(ContenderNames.FoDicom, new FoDicomSender(setting.FoDicom, setting.LargeFiles), receiver),
                new TransferContender(ContenderNames.Raw, new RawSender(setting.LargeFiles, BenchSetting.LargeDatasetLength), RawServer.Create()),
            ],
            [
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.Dcmtk, 2),
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.FoDicom, 4),
                RatioTarget.ForInformation(ContenderNames.Ours, ContenderNames.Raw),
            ]);
    }
}
