namespace Comparison.Peers;

/// <summary>Programs of this machine.</summary>
internal static class InstalledProgram
{
    /// <summary>The path of a program, or null if it is not installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            // Orthanc lives in a folder for administrators, which is not on everyone's path.
            .Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>What to say if a program is missing; null if it is there.</summary>
    public static string? Obstacle(string name, string package) =>
        Find(name) is null ? $"not installed: {name} (Debian: apt-get install {package})" : null;
}
