namespace DicomActors.Interop.Tests;

/// <summary>The DICOM programs of other makers on this machine.</summary>
internal static class PeerTools
{
    /// <summary>Where a missing tool is a failure, not a skip: in continuous integration.</summary>
    public static bool AreRequired => Environment.GetEnvironmentVariable("DICOMACTORS_REQUIRE_PEERS") == "1";

    /// <summary>The path of a tool; fails the test if it is not installed.</summary>
    public static string Require(string tool)
    {
        var path = Find(tool);
        Assert.True(path is not null, WhyMissing(tool));
        return path;
    }

    public static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? tool + ".exe" : tool))
            .FirstOrDefault(File.Exists);

    public static string WhyMissing(string tool) =>
        $"{tool} is not installed. On Debian: apt-get install {(tool == "Orthanc" ? "orthanc" : "dcmtk")}";

    /// <summary>The reason to skip a test that needs these tools, or null to run it.</summary>
    public static string? ReasonToSkip(IEnumerable<string> tools) =>
        AreRequired ? null : tools.Where(tool => Find(tool) is null).Select(WhyMissing).FirstOrDefault();
}
