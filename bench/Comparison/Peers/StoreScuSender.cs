using System.Globalization;

namespace Comparison.Peers;

/// <summary>DCMTK's <c>storescu</c>, which sends every file of a folder so many times on one association.</summary>
/// <param name="folder">The files to send.</param>
/// <param name="files">How many there are.</param>
/// <param name="options">Further options.</param>
internal sealed class StoreScuSender(string folder, int files, params string[] options) : Sender
{
    private const string Program = "storescu";

    public override string Description => $"{Program} --repeat N {string.Join(' ', options)}".TrimEnd();

    public override string? FindObstacle() => InstalledProgram.Obstacle(Program, "dcmtk");

    public override long Round(long instances) => Repetitions(instances) * files;

    public override ProgramCall Call(int port, long instances) => ProgramCall.Dcmtk(
        Program,
        ["--scan-directories", "--repeat", Repetitions(instances).ToString(CultureInfo.InvariantCulture), .. options,
            "127.0.0.1", port.ToString(CultureInfo.InvariantCulture), folder]);

    private long Repetitions(long instances) => (instances + files - 1) / files;
}
