using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>Associations that carry one C-ECHO each, eight at a time.</summary>
internal static class AssociateCase
{
    private const string Parallel = "parallel=8";
    private const string OneMessage = "messages=1";

    // As many as an association needs: A-ASSOCIATE, C-ECHO, A-RELEASE.
    private const string ThreeMessages = "messages=3";
    private const string ThreeAwaited = "raw sockets, awaited, three round trips";

    public static ComparisonCase Create(BenchSetting setting)
    {
        var scp = new OwnServer("our SCP", DiscardingScp.Verb);
        return new ComparisonCase(
            "associate",
            "open, C-ECHO, release, 8 in parallel; raw: connect, one round trip, close, the client first",
            Unit.AssociationsPerSecond,
            [
                new StandingContender(ContenderNames.Ours, "ConnectionActor by Ask", scp, AssociateScu.Verb, Parallel),
                RawContenders.Ping(ContenderNames.Raw, OneMessage, Parallel),
                RawContenders.Ping(ContenderNames.RawAwaited, OneMessage, Parallel, RawContenders.Asynchronous),
                RawContenders.Ping(ThreeAwaited, ThreeMessages, Parallel, RawContenders.Asynchronous),
                FoDicomContenders.Create(ContenderNames.FoDicom, setting, scp, "associate", Parallel),
                FoDicomContenders.Create(FoDicomContenders.Pair, setting, new FoDicomServer(setting.FoDicom), "associate", Parallel),
            ],
            [
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.Raw, 0.4),
                RatioTarget.ForInformation(ContenderNames.Ours, ContenderNames.RawAwaited),
                RatioTarget.ForInformation(ContenderNames.Ours, ThreeAwaited),
                RatioTarget.AtLeast(ContenderNames.Ours, ContenderNames.FoDicom, 10),
                RatioTarget.ForInformation(ContenderNames.Ours, FoDicomContenders.Pair),
            ]);
    }
}
