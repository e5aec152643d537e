using Comparison.Contenders;
using Comparison.Measuring;
using Comparison.Peers;

namespace Comparison.Cases;

/// <summary>A million requests through one client actor: whether it tires, and whether it keeps anything.</summary>
internal static class MillionCase
{
    private const long Requests = 1_000_000;
    private const long QuickRequests = 20_000;

    public static ComparisonCase Create(BenchSetting setting) => new(
        "million",
        "1,000,000 C-ECHOs through one DicomClientActor on one association",
        Unit.EchoesPerSecond,
        [
            new StandingContender(ContenderNames.Ours, "DicomClientActor", new OwnServer("our SCP", DiscardingScp.Verb), ClientScu.Verb)
            {
                Operations = setting.IsQuick ? QuickRequests : Requests,
            },
        ],
        [
            new RatioTarget(Row(ClientScu.LastTenth), Row(ClientScu.FirstTenth), Bound.AtMost, 1.1),
            new RatioTarget(Row(ClientScu.LargestHeap), Row(ClientScu.HeapAfterTenth), Bound.AtMost, 1.1),
        ]);

    private static string Row(string reading) => $"{ContenderNames.Ours}: {reading}";
}
