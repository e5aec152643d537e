using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>C-ECHOs on one association, each after the response to the one before.</summary>
internal static class EchoCase
{
    private const string OursFromStart = "ours, process start included";

    public static ComparisonCase Create()
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
            ],
            [
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.Raw, 0.6),
                RatioTarget.ForInformation(ContenderNames.Ours, ContenderNames.RawAwaited),
                RatioTarget.AtLeast(OursFromStart, ContenderNames.Dcmtk, 2),
            ]);
    }
}
