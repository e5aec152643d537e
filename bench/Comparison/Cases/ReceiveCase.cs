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
        return new ComparisonCase(
            "receive-512k",
            "receive instances of 512 KiB, one association, from the same sender, discarded",
            Unit.MebibytesPerSecond(BenchSetting.LargeLength),
            [
                Receive(ContenderNames.Ours, new OwnServer("our discarding SCP", DiscardingScp.Verb)),
                Receive(ContenderNames.Dcmtk, new StoreScpServer()),
                Receive(DcmtkLongPdus, new StoreScpServer("--max-pdu", "131072")),
                Receive(ContenderNames.FoDicom, new FoDicomServer(setting.FoDicom)),
                Receive(ContenderNames.Orthanc, new OrthancServer(Path.Combine(setting.Folder, "orthanc"))),
            ],
            [
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.Dcmtk, 2),
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.FoDicom, 4),
                RatioTarget.ForInformation(ContenderNames.Ours, DcmtkLongPdus),
                RatioTarget.ForInformation(ContenderNames.Ours, ContenderNames.Orthanc),
            ]);

        // The sender is the instrument here: a process of its own per receiver, the same for all.
        Contender Receive(string name, PeerServer receiver) => new StandingContender(
            name, "PDUs encoded before, from memory", receiver, EncodedScu.Verb, $"folder={setting.LargeFiles}");
    }
}
