using System.Globalization;
using System.Text.Json;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests;

/// <summary>Query (PS3.4 Annexes C and K) from us to DCMTK and Orthanc.</summary>
public sealed class FindTests(OrthancServer orthanc) : IClassFixture<OrthancServer>
{
    [PeerTheory("dcmqrscp")]
    [InlineData("study", "study", "PatientName=Find*", 1)]
    [InlineData("study", "series", "StudyInstanceUID=1.2.826.0.1.3680043.10.2.1", 1)]
    [InlineData("patient", "patient", "PatientName=FIND^*", 1)]
    [InlineData("study", "study", "PatientName=Nobody", 0)]
    public async Task Dcmqrscp_IsQueried_AnswersAsJson(string model, string level, string key, int matches)
    {
        using var folder = new TemporaryFolder();
        await TestImages.CreateSeriesAsync(folder.Path, 3, patient: "FIND^ME");
        await using var server = await QueryServer.StartAsync();
        (await NodeProgram.RunAsync("store", "127.0.0.1", Text(server.Port), "--called", QueryServer.AETitle, folder.Path)).ExpectExit(0);

        var find = (await NodeProgram.RunAsync(
            "find", "127.0.0.1", Text(server.Port), "--called", QueryServer.AETitle, "--model", model, "--level", level, "--json",
            key.Replace("Find*", "FIND*", StringComparison.Ordinal))).ExpectExit(0);

        using var json = JsonDocument.Parse(find.Output);
        Assert.Equal(matches, json.RootElement.GetArrayLength());
    }

    [PeerFact("dcmqrscp")]
    public async Task Dcmqrscp_IsQueriedForImages_AnswersEachInATable()
    {
        using var folder = new TemporaryFolder();
        await TestImages.CreateSeriesAsync(folder.Path, 3);
        await using var server = await QueryServer.StartAsync();
        (await NodeProgram.RunAsync("store", "127.0.0.1", Text(server.Port), "--called", QueryServer.AETitle, folder.Path)).ExpectExit(0);

        var find = (await NodeProgram.RunAsync(
            "find", "127.0.0.1", Text(server.Port), "--called", QueryServer.AETitle, "--level", "image",
            "StudyInstanceUID=1.2.826.0.1.3680043.10.2.1", "SeriesInstanceUID=1.2.826.0.1.3680043.10.2.1.2", "SOPInstanceUID=")).ExpectExit(0);

        for (var number = 1; number <= 3; number++)
        {
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"1.2.826.0.1.3680043.10.2.3.{number}"), find.Output, StringComparison.Ordinal);
        }
    }

    [PeerFact("Orthanc")]
    public async Task Orthanc_IsQueried_AnswersWithReadableNames()
    {
        using var folder = new TemporaryFolder();
        await TestImages.CreateSeriesAsync(folder.Path, 2, patient: "Größe^Jürgen");
        (await NodeProgram.RunAsync("store", "127.0.0.1", Text(orthanc.Port), "--called", OrthancServer.AETitle, folder.Path)).ExpectExit(0);

        var find = (await NodeProgram.RunAsync(
            "find", "127.0.0.1", Text(orthanc.Port), "--called", OrthancServer.AETitle, "--json", "PatientName=Gr*", "StudyDate=20240101-20241231")).ExpectExit(0);

        using var json = JsonDocument.Parse(find.Output);
        var name = json.RootElement[0].GetProperty("00100010").GetProperty("Value")[0].GetProperty("Alphabetic").GetString();
        Assert.Equal("Größe^Jürgen", name);
    }

    [PeerFact("wlmscpfs")]
    public async Task Wlmscpfs_IsQueriedForTheDaysWorklist_AnswersTheMatchingEntry()
    {
        await using var server = await WorklistServer.StartAsync(Entry("CT", "A1"), Entry("MR", "A2"));

        var find = (await NodeProgram.RunAsync(
            "find", "127.0.0.1", Text(server.Port), "--called", WorklistServer.AETitle, "--model", "worklist", "--json",
            "ScheduledProcedureStepSequence.Modality=MR", "AccessionNumber=")).ExpectExit(0);

        using var json = JsonDocument.Parse(find.Output);
        Assert.Equal("A2", Assert.Single(json.RootElement.EnumerateArray()).GetProperty("00080050").GetProperty("Value")[0].GetString());
    }

    [PeerFact("storescp")]
    public async Task Storescp_IsQueried_TheUserIsToldThatItDoesNotDoThat()
    {
        await using var server = await StorageServer.StartAsync();

        var find = (await NodeProgram.RunAsync("find", "127.0.0.1", Text(server.Port), "PatientName=*")).ExpectExit(1);

        Assert.Single(find.ErrorLines);
    }

    [PeerFact("findscu")]
    public async Task Listener_IsQueriedByFindscu_RefusesTheContext()
    {
        using var folder = new TemporaryFolder();
        var (listener, port) = await NodeProgram.ListenAsync(folder.Path);
        await using var _ = listener;

        var find = await RunningProgram.RunAsync(
            PeerTools.Require("findscu"), "-v", "-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "PatientName", "127.0.0.1", Text(port));

        Assert.Contains("No Acceptable Presentation Contexts", find.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static string Entry(string modality, string accession) => $"""
        (0008,0005) CS [ISO_IR 100]
        (0008,0050) SH [{accession}]
        (0010,0010) PN [Worklist^{modality}]
        (0010,0020) LO [W-{accession}]
        (0020,000d) UI [1.2.826.0.1.3680043.10.4.1]
        (0032,1060) LO [Something]
        (0040,0100) SQ
        (fffe,e000) -
        (0008,0060) CS [{modality}]
        (0040,0001) AE [STATION]
        (0040,0002) DA [20240229]
        (0040,0003) TM [120000]
        (0040,0009) SH [S1]
        (fffe,e00d) -
        (fffe,e0dd) -
        (0040,1001) SH [R1]

        """;

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
