using System.Globalization;

namespace Comparison.Peers;

/// <summary>DCMTK's <c>echoscu</c>, which echoes so many times on one association.</summary>
internal sealed class EchoScuSender : Sender
{
    private const string Program = "echoscu";

    public override string Description => $"{Program} --repeat N";

    public override string? FindObstacle() => InstalledProgram.Obstacle(Program, "dcmtk");

    public override ProgramCall Call(int port, long instances) => ProgramCall.Dcmtk(
        Program, "--repeat", instances.ToString(CultureInfo.InvariantCulture), "127.0.0.1", port.ToString(CultureInfo.InvariantCulture));
}
