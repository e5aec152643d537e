using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>Receive instances of 512 KiB on one association and keep nothing, all receivers from the same fast sender.</summary>
internal static class ReceiveCase
{
    private const string DcmtkLongPdus = "DCMTK, PDUs of 128 KiB";

    public static ComparisonCase Create(BenchSetting setting)
    {
        var sender = new OwnSender(setting.LargeFiles, "memory=1");
        return new ComparisonCase(
            "receive-512k",
            "receive instances of 512 KiB, one association, from the same sender, discarded",
            Unit.MebibytesPerSecond(BenchSetting.LargeLength),
            [
                new TransferContender(ContenderNames.Ours, sender, new OwnServer("our discarding SCP", DiscardingScp.Verb)),
                new TransferContender(ContenderNames.Dcmtk, sender, new StoreScpServer()),
                new TransferContender(DcmtkLongPdus, sender, new StoreScpServer("--max-pdu", "131072")),
                new TransferContender(ContenderNames.FoDicom, sender, new FoDicomServer(setting.FoDicom)),
                new TransferContender(ContenderNames.Orthanc, sender, new OrthancServer(Path.Combine(setting.Folder, "orthanc"))),
            ],
            [
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.Dcmtk, 2),
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.FoDicom, 4),
                RatioTarget.ForInformation(ContenderNames.Ours, DcmtkLongPdus),
                RatioTarget.ForInformation(ContenderNames.Ours, ContenderNames.Orthanc),
            ]);
    }
}
