namespace DicomActors.Archive.Storage;

/// <summary>
/// Where instances lie until they have their name: a folder of this process in <c>.incoming</c>, on the archive's file system. A file
/// that is locked as long as the process lives tells others that the folder is in use; what a process left behind that was killed
/// is removed by the next.
/// </summary>
internal sealed class IncomingFolder : IDisposable
{
    private const string Name = ".incoming";
    private const string LockExtension = ".lock";

    private readonly string _folder;
    private readonly FileStream _lock;

    /// <summary>Makes the folder and removes what nobody uses any more.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public IncomingFolder(string archive)
    {
        var incoming = Directory.CreateDirectory(Path.Combine(archive, Name)).FullName;
        _folder = Path.Combine(incoming, Guid.NewGuid().ToString("N"));

        // The lock first: a folder is never there without it while its process lives.
        _lock = Lock(_folder);
        Directory.CreateDirectory(_folder);
        RemoveLeftovers(incoming);
    }

    /// <summary>A path for a new file.</summary>
    public string NewPath() => Path.Combine(_folder, Guid.NewGuid().ToString("N"));

    /// <summary>Removes the folder. Nobody may be writing any more.</summary>
    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _lock.Dispose();
    }

    private static FileStream Lock(string folder) => new(
        folder + LockExtension, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);

    private void RemoveLeftovers(string incoming)
    {
        foreach (var folder in Directory.EnumerateDirectories(incoming).Where(folder => folder != _folder))
        {
            try
            {
                using var free = Lock(folder);
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // Another process is using it.
            }
        }
    }
}
