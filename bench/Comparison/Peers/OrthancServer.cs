using System.Globalization;
using System.Text.Json;

namespace Comparison.Peers;

/// <summary>Orthanc with as little as it needs, in a folder of its own. It stores what it receives: for information, not for a target.</summary>
/// <param name="folder">For its configuration and its storage; made if it is not there.</param>
internal sealed class OrthancServer(string folder) : PeerServer
{
    private const string Program = "Orthanc";

    public override string Description => "Orthanc, which stores and indexes";

    public override string? FindObstacle() => InstalledProgram.Obstacle(Program, "orthanc");

    protected override async Task<(PeerProcess Process, int Port)> StartAsync(CancellationToken cancellationToken)
    {
        var port = FreePort();
        Directory.CreateDirectory(folder);
        var configuration = Path.Combine(folder, "orthanc.json");
        var storage = JsonEncodedText.Encode(Path.Combine(folder, "storage"));
        await File.WriteAllTextAsync(
            configuration,
            string.Create(CultureInfo.InvariantCulture, $$"""
                {
                  "StorageDirectory": "{{storage}}",
                  "IndexDirectory": "{{storage}}",
                  "HttpServerEnabled": false,
                  "DicomPort": {{port}},
                  "DicomAet": "ORTHANC",
                  "DicomCheckCalledAet": false,
                  "DicomAlwaysAllowStore": true,
                  "DicomScpTimeout": 0,
                  "OverwriteInstances": false
                }
                """),
            cancellationToken);
        var process = PeerProcess.Start(ProgramCall.Dcmtk(InstalledProgram.Find(Program)!, configuration));
        await process.ListeningAsync(port, cancellationToken);
        return (process, port);
    }
}
