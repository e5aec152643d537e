using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>C-ECHOs on one association, each after the response to the one before.</summary>
internal static class EchoCase
{
    private const string OursFromStart = "ours, process start included";

    public static ComparisonCase Create(BenchSetting setting)
    {
        var scp = new OwnServer("our SCP", DiscardingScp.Verb);
        return new ComparisonCase(
            "echo",
            "C-ECHO by Ask through a ConnectionActor, one after the other",
            Unit.EchoesPerSecond,
            [
                new StandingContender(ContenderNames.Ours, "ConnectionActor by Ask", scp, LoadScu.Verb),
                RawContenders.Ping(ContenderNames.Raw),
                RawContenders.Ping(ContenderNames.RawAwaited, RawContenders.Asynchronous),
                new TransferContender(OursFromStart, new OwnEchoSender(), scp),
                new TransferContender(ContenderNames.Dcmtk, new EchoScuSender(), scp),
                FoDicomContenders.Create(ContenderNames.FoDicom, setting, scp, "echo"),
                FoDicomContenders.Create(FoDicomContenders.Pair, setting, new FoDicomServer(setting.FoDicom), "echo"),
            ],
            [
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.Raw, 0.6),
                RatioTarget.ForInformation(ContenderNames.Ours, ContenderNames.RawAwaited),
                RatioTarget.AtLeast(OursFromStart, ContenderNames.Dcmtk, 2),
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.FoDicom, 8),
                RatioTarget.ForInformation(ContenderNames.Ours, FoDicomContenders.Pair),
            ]);
    }
}
