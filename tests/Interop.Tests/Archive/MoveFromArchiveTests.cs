using System.Text.Json.Nodes;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;

namespace DicomActors.Interop.Tests.Archive;

/// <summary>DCMTK and Orthanc have our archive send things to DCMTK and Orthanc.</summary>
public sealed class MoveFromArchiveTests(ArchiveServer archive, OrthancServer orthanc) : IClassFixture<ArchiveServer>, IClassFixture<OrthancServer>
{
    private const string Study = "1.2.826.0.1.3680043.10.2.1";

    private static readonly string[] StudyKeys = ["-S", "-k", "QueryRetrieveLevel=STUDY", "-k", $"StudyInstanceUID={Study}"];

    [PeerFact("dcmsend", "movescu", "storescp", "dump2dcm")]
    public async Task Movescu_MovesAStudyToStorescp_EveryInstanceArrives()
    {
        using var source = new TemporaryFolder();
        var sent = await archive.FillAsync(source.Path, 10);
        await using var destination = await StorageServer.StartAsync();
        await archive.ConfigurePeerAsync("DCMTK", destination.Port);

        (await archive.RunAsync("movescu", ["-v", "-aem", "DCMTK", .. StudyKeys])).ExpectExit(0);

        ArchiveServer.AssertSame(sent, destination.Files);
    }

    [PeerFact("movescu")]
    public async Task Movescu_NamesAnUnknownDestination_IsToldSo()
    {
        var move = await archive.RunAsync("movescu", ["-d", "-aem", "NOWHERE", .. StudyKeys]);

        Assert.Contains("0xa801", move.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [PeerFact("Orthanc", "dump2dcm")]
    public async Task Orthanc_StoresQueriesAndRetrieves_HasItsInstancesBack()
    {
        using var source = new TemporaryFolder();
        var file = Assert.Single(await TestImages.CreateSeriesAsync(source.Path, 1));
        await orthanc.UploadAsync(file);
        await orthanc.SendAsync("1.2.826.0.1.3680043.10.2.3.1", ArchiveServer.AETitle, archive.Port);
        await orthanc.DeleteAllAsync();
        await archive.ConfigurePeerAsync(OrthancServer.AETitle, orthanc.Port);

        var query = await orthanc.PostAsync(
            $"modalities/{ArchiveServer.AETitle}/query",
            new JsonObject { ["Level"] = "Study", ["Query"] = new JsonObject { ["StudyInstanceUID"] = Study, ["PatientName"] = "SERIES*" } });
        var id = query.GetProperty("ID").GetString();
        Assert.Equal(1, (await orthanc.GetAsync($"queries/{id}/answers")).GetArrayLength());
        await orthanc.PostAsync($"queries/{id}/retrieve", new JsonObject { ["TargetAet"] = OrthancServer.AETitle, ["Synchronous"] = true });

        DicomFile.AssertSameBytes(await File.ReadAllBytesAsync(file), await orthanc.DownloadAsync("1.2.826.0.1.3680043.10.2.3.1"));
    }
}
