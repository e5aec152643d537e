using System.Globalization;

namespace Comparison.Peers;

/// <summary>DCMTK's <c>storescp --ignore</c>.</summary>
/// <param name="options">Further options.</param>
internal sealed class StoreScpServer(params string[] options) : PeerServer
{
    private const string Program = "storescp";

    public override string Description => $"{Program} --ignore {string.Join(' ', options)}".TrimEnd();

    public override string? FindObstacle() => InstalledProgram.Obstacle(Program, "dcmtk");

    protected override async Task<(PeerProcess Process, int Port)> StartAsync(CancellationToken cancellationToken)
    {
        var port = FreePort();
        var process = PeerProcess.Start(ProgramCall.Dcmtk(Program, ["--ignore", .. options, port.ToString(CultureInfo.InvariantCulture)]));
        await process.ListeningAsync(port, cancellationToken);
        return (process, port);
    }
}
