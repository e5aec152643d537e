namespace DicomActors.Launcher;

/// <summary>The real software tests run against: DCMTK's tools and Orthanc for the protocol, Chromium for the dashboard.</summary>
internal static class PeerPackages
{
    private static readonly (string Program, string Package)[] Peers =
    [
        ("echoscu", "dcmtk"), ("storescu", "dcmtk"), ("dcmsend", "dcmtk"), ("storescp", "dcmtk"), ("findscu", "dcmtk"),
        ("dcmqrscp", "dcmtk"), ("dcmdump", "dcmtk"), ("Orthanc", "orthanc"), ("chromium", "chromium"),
    ];

    /// <summary>Installs what is missing where that is possible: on Debian, as root. Elsewhere the tests say what they miss.</summary>
    public static async Task EnsureAsync()
    {
        var missing = Peers.Where(peer => !IsInstalled(peer.Program)).Select(peer => peer.Package).Distinct().ToList();
        if (missing.Count == 0)
        {
            return;
        }

        if (!File.Exists("/etc/debian_version") || !Environment.IsPrivilegedProcess)
        {
            Say.Line($"not installed: {string.Join(", ", missing)}; the tests against them are skipped. On Debian: sudo apt-get install {string.Join(' ', missing)}");
            return;
        }

        Say.Line($"installing {string.Join(", ", missing)} for the tests against real software ...");
        if (await AptGetAsync("update", "-qq"))
        {
            await AptGetAsync(["install", "-y", "-qq", "--no-install-recommends", .. missing]);
        }
    }

    private static async Task<bool> AptGetAsync(params string[] arguments)
    {
        var run = await ProgramRun.CollectAsync("apt-get", arguments, "/", new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" });
        if (run.ExitCode == 0)
        {
            return true;
        }

        // Not the end: the tests that miss the peer say so, and fail where DICOMACTORS_REQUIRE_PEERS=1.
        Say.Whole(run.Output);
        Say.Line($"apt-get {string.Join(' ', arguments)} failed, see above.");
        return false;
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            // Orthanc lives in a folder for administrators, which is not on everyone's path.
            .Append("/usr/sbin")
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
