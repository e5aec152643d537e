using System.Text.Json;
using System.Text.Json.Nodes;
using DicomActors.Interop.Tests.Peers;
using DicomActors.Processes;
using DicomActors.Protocol.Data;

namespace DicomActors.Interop.Tests.Archive;

/// <summary>Orthanc asks our archive for storage commitment (PS3.4 Annex J) and is told on an association of ours.</summary>
public sealed class CommitmentByArchiveTests(ArchiveServer archive, OrthancServer orthanc) : IClassFixture<ArchiveServer>, IClassFixture<OrthancServer>
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    [PeerFact("Orthanc", "dcmsend", "dump2dcm")]
    public async Task Orthanc_AsksForWhatIsThereAndWhatIsNot_IsToldWhichIsWhich()
    {
        using var source = new TemporaryFolder();
        var stored = Assert.Single(await archive.FillAsync(source.Path, 1)).Key;
        await archive.ConfigurePeerAsync(OrthancServer.AETitle, orthanc.Port);
        await orthanc.RegisterAsync(ArchiveServer.AETitle, archive.Port);

        var good = await CommitAsync(stored);
        var mixed = await CommitAsync(stored, "1.2.3.4");

        Assert.Equal("Success", good.GetProperty("Status").GetString());
        Assert.Equal(stored, Assert.Single(good.GetProperty("Success").EnumerateArray()).GetProperty("SOPInstanceUID").GetString());
        Assert.Equal("Failure", mixed.GetProperty("Status").GetString());
        var failure = Assert.Single(mixed.GetProperty("Failures").EnumerateArray());
        Assert.Equal(("1.2.3.4", 0x0112), (failure.GetProperty("SOPInstanceUID").GetString(), failure.GetProperty("FailureReason").GetInt32()));
    }

    private async Task<JsonElement> CommitAsync(params string[] instances)
    {
        var references = new JsonArray([.. instances.Select(instance => new JsonObject
        {
            ["SOPClassUID"] = SopClasses.CtImageStorage.Value,
            ["SOPInstanceUID"] = instance,
        })]);
        var asked = await orthanc.PostAsync($"modalities/{ArchiveServer.AETitle}/storage-commitment", new JsonObject { ["DicomInstances"] = references });
        var path = asked.GetProperty("Path").GetString()!;
        using var patience = new CancellationTokenSource(RunningProgram.Patience);
        while (true)
        {
            var report = await orthanc.GetAsync(path);
            if (report.GetProperty("Status").GetString() != "Pending")
            {
                return report;
            }

            // Orthanc can only be asked again and again.
            await Task.Delay(BetweenLooks, patience.Token);
        }
    }
}
