using Comparison.Measuring;
using Comparison.Peers;

namespace DicomActors.Bench.Tests;

public sealed class PeerWordsTests
{
    [Fact]
    public void MeasurementWithReadings_FormatAndParse_IsTheSame()
    {
        var measurement = new Measurement(17, TimeSpan.FromTicks(1_234_567)) { Readings = [new Reading("resident bytes", 12.5, "B"), new Reading("latency", 0.1, "µs")] };

        var parsed = PeerWords.Parse(PeerWords.Format(measurement));

        Assert.Equal((measurement.Operations, measurement.Elapsed), (parsed.Operations, parsed.Elapsed));
        Assert.Equal(measurement.Readings, parsed.Readings);
    }

    [Fact]
    public void SomethingElse_Parse_IsRefusedWithWhatWasSaid() => Assert.Contains("'hello'", Assert.Throws<BenchException>(() => PeerWords.Parse("hello")).Message);
}
