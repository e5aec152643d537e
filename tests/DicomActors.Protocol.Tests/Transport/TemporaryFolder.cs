namespace DicomActors.Protocol.Tests.Transport;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dicomactors-transport-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file with a time of its own, so that two writes in one tick of the file system still differ.</summary>
    public string Write(string name, string text, int version = 0)
    {
        File.WriteAllText(this[name], text);
        File.SetLastWriteTimeUtc(this[name], new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(version));
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
