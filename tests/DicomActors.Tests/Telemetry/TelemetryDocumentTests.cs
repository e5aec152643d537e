using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text;
using DicomActors.Telemetry;
using Xunit.Abstractions;

namespace DicomActors.Tests.Telemetry;

public sealed class TelemetryDocumentTests(ITestOutputHelper output) : DicomActorsSpec(output)
{
    private const string Begin = "<!-- instruments: generated -->\n";
    private const string End = "<!-- /instruments -->";

    [Fact]
    public void Instruments_Published_AreThoseDefined()
    {
        using var measured = new Measurements(Sys);

        Assert.Equal(
            Instruments.All.Select(one => (one.Name, (string?)one.Unit, (string?)one.Description)).Order(),
            measured.Instruments.Values.Select(one => (one.Name, one.Unit, one.Description)).Order());
    }

    [Fact]
    public void TelemetryDocument_IsWhatTheInstrumentsSay()
    {
        using var measured = new Measurements(Sys);
        var page = File.ReadAllText(Page()).ReplaceLineEndings("\n");
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var expected = page[..begin] + Table(measured) + page[end..];
        if (Environment.GetEnvironmentVariable("DICOMACTORS_REFRESH") == "1")
        {
            File.WriteAllText(Page(), expected);
            page = expected;
        }

        Assert.True(
            expected == page,
            "docs/telemetry.md is stale. Refresh it: DICOMACTORS_REFRESH=1 dotnet test tests/DicomActors.Tests --filter TelemetryDocument");
    }

    internal static string Page([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", "telemetry.md"));

    private static string Table(Measurements measured)
    {
        var table = new StringBuilder("| Instrument | Kind | Unit | What | Attributes |\n|---|---|---|---|---|\n");
        foreach (var one in Instruments.All)
        {
            var attributes = string.Join(", ", one.Attributes.Select(name => $"`{name}`"));
            table.Append(null, $"| `{one.Name}` | {KindOf(measured.Instruments[one.Name])} | {one.Unit} | {one.Description} | {attributes} |\n");
        }

        return table.ToString();
    }

    private static string KindOf(Instrument instrument) => instrument switch
    {
        Counter<long> or ObservableCounter<long> => "counter",
        Histogram<double> => "histogram",
        ObservableUpDownCounter<int> => "up-down counter",
        _ => instrument.GetType().Name,
    };
}
