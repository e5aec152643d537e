using System.Text.Json;
using System.Xml.Linq;
using Comparison.Cases;
using Comparison.Measuring;
using Comparison.Reporting;

namespace DicomActors.Bench.Tests;

public sealed class ReportTests
{
    [Fact]
    public void Markdown_Create_HasARowPerContenderWithRatioTargetAndVerdict()
    {
        var text = MarkdownReport.Create(Given.Report(Given.Case([290, 300, 310], [100, 100, 100], 2)));

        Assert.Contains("| `errand` | ours | 300 errands/s | 290 .. 310 |  |  |  |\n", text);
        Assert.Contains("|  | theirs | 100 errands/s | 100 .. 100 | 3.00 × | ≥ 2 × | met |\n", text);
        Assert.Contains("a processor, 2 cores, a kernel, load 0.20", text);
        Assert.Contains("DCMTK 3.6.7, Orthanc not installed", text);
    }

    [Fact]
    public void MissingContender_Markdown_SaysWhyInsteadOfAFigure()
    {
        var result = Given.Case([1], [1], RatioTarget.AtLeast(Given.Ours, "DCMTK", 2)) with
        {
            Missing = new Dictionary<string, string> { ["DCMTK"] = "not installed: storescu" },
        };

        Assert.Contains("| DCMTK |  | not installed: storescu |  |  |  |", MarkdownReport.Create(Given.Report(result)));
    }

    [Fact]
    public void Json_Create_HasEveryRound()
    {
        using var document = JsonDocument.Parse(JsonReport.Create(Given.Report(Given.Case([1, 2, 3], [1, 1, 1], 2))));

        var entry = document.RootElement.GetProperty("cases")[0];
        Assert.Equal([1, 2, 3], entry.GetProperty("rows")[0].GetProperty("values").EnumerateArray().Select(value => value.GetDouble()));
        Assert.True(entry.GetProperty("comparisons")[0].GetProperty("isMet").GetBoolean());
        Assert.Equal("Embedded", document.RootElement.GetProperty("machine").GetProperty("actorRuntime").GetString());
    }

    [Fact]
    public void Plot_Create_IsOneBarPerDemandWithoutScripts()
    {
        var svg = XElement.Parse(RatioPlot.Create(Given.Report(
            Given.Case([300], [100], RatioTarget.AtLeast(Given.Ours, Given.Theirs, 2), RatioTarget.ForInformation(Given.Ours, Given.Theirs)),
            Given.Case([100], [100], RatioTarget.AtLeast(Given.Ours, Given.Theirs, 2)))));

        var bars = svg.Elements().Where(element => element.Name.LocalName == "rect").Select(bar => (string)bar.Attribute("class")!);
        Assert.Equal(["met", "missed"], bars);
        Assert.Contains("prefers-color-scheme: dark", svg.ToString());
        Assert.DoesNotContain("script", svg.ToString());
    }

    [Theory]
    [InlineData(true, 0.5)]
    [InlineData(false, 2)]
    public void BarOfATarget_Fulfilment_IsOneWhereItIsJustMet(bool isAtLeast, double expected)
    {
        var bound = isAtLeast ? Bound.AtLeast : Bound.AtMost;
        var outcome = Given.Case([1], [1], new LimitTarget(Given.Ours, "B", bound, 2)).Outcomes.Single();

        Assert.Equal(expected, RatioPlot.Fulfilment(outcome));
    }

    [Fact]
    public void QuickRunOnABusyMachineWithShortRounds_Remarks_WarnOfEach()
    {
        var result = Given.Case([1], [1], 2);
        var hasty = result with { Rows = [result.Rows[0], result.Rows[1] with { Shortest = TimeSpan.FromSeconds(0.2) }] };

        var remarks = Given.Report(MeasuringPlan.Quick, 3.5, hasty).Remarks;

        Assert.Collection(
            remarks,
            remark => Assert.Contains("for any claim", remark),
            remark => Assert.Contains("load average was 3.50", remark),
            remark => Assert.Contains("theirs: the shortest round took 0.20 s", remark));
    }

    [Fact]
    public void QuietMachineAndLongRounds_Remarks_AreNone() => Assert.Empty(Given.Report(Given.Case([1], [1], 2)).Remarks);
}
