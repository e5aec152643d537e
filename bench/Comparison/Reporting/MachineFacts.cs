using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Comparison.Peers;

namespace Comparison.Reporting;

/// <summary>Where and against what was measured.</summary>
internal sealed record MachineFacts(
    DateTimeOffset Time, string Processor, int Cores, string Kernel, string DotNet, string ActorRuntime, string? Dcmtk, string? Orthanc, double? Load)
{
    /// <summary>Other work on the machine above this makes figures doubtful.</summary>
    public const double QuietLoad = 1;

    /// <summary>Looks around.</summary>
    public static async Task<MachineFacts> CollectAsync(CancellationToken cancellationToken) => new(
        TimeProvider.System.GetUtcNow(),
        ReadProcessor(),
        Environment.ProcessorCount,
        $"{RuntimeInformation.OSDescription}, kernel {Environment.OSVersion.Version}",
        Environment.Version.ToString(),
        FindRuntime(),
        await VersionAsync("storescu", "--version", cancellationToken),
        await VersionAsync("Orthanc", "--version", cancellationToken),
        ReadLoad());

    /// <summary>A warning if the machine is busy with something else; otherwise null.</summary>
    [JsonIgnore]
    public string? Doubt => Load > QuietLoad
        ? string.Create(CultureInfo.InvariantCulture, $"The load average was {Load:0.00} at the start: something else is running, and the figures are doubtful.")
        : null;

    /// <summary>All of it, line by line.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Lines =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{Time:yyyy-MM-dd HH:mm} UTC, {Processor}, {Cores} cores, {Kernel}, load {Load:0.00}"),
        $".NET {DotNet}, {ActorRuntime} runtime, DCMTK {Dcmtk ?? "not installed"}, Orthanc {Orthanc ?? "not installed"}",
    ];

    private static string FindRuntime() =>
        typeof(MachineFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == nameof(ActorRuntime)).Value!;

    private static string ReadProcessor()
    {
        const string Cpu = "/proc/cpuinfo";
        const string Model = "model name";
        return File.Exists(Cpu) && File.ReadLines(Cpu).FirstOrDefault(line => line.StartsWith(Model, StringComparison.Ordinal)) is { } line
            ? line.Split(':', 2)[1].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static double? ReadLoad()
    {
        const string Load = "/proc/loadavg";
        return File.Exists(Load) ? double.Parse(File.ReadAllText(Load).Split(' ')[0], CultureInfo.InvariantCulture) : null;
    }

    private static async Task<string?> VersionAsync(string program, string argument, CancellationToken cancellationToken)
    {
        if (InstalledProgram.Find(program) is not { } path)
        {
            return null;
        }

        await using var process = PeerProcess.Start(new ProgramCall(path, [argument]));
        // "$dcmtk: storescu v3.6.7 2022-04-22 $", "/usr/sbin/Orthanc 1.10.1"
        return (await process.ReadLineAsync(cancellationToken)).Split(' ').FirstOrDefault(word => word.TrimStart('v') is [>= '0' and <= '9', ..])?.TrimStart('v');
    }
}
