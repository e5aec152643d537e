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

    private readonly string _incoming;
    private readonly string _folder;
    private readonly FileStream _lock;

    /// <summary>Makes the folder and removes what nobody uses any more.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public IncomingFolder(string archive)
    {
        _incoming = Path.Combine(archive, Name);
        _folder = Path.Combine(_incoming, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(_incoming);

        // The lock first: a folder is never there without it while its process lives.
        _lock = Lock(_folder);
        Directory.CreateDirectory(_folder);
        RemoveLeftovers();
    }

    /// <summary>A path for a new file.</summary>
    public string NewPath() => Path.Combine(_folder, Guid.NewGuid().ToString("N"));

    /// <summary>Removes the folder. What cannot be removed the next start tries again.</summary>
    public void Dispose()
    {
        RemoveIfPossible(_folder, recursive: true);
        _lock.Dispose();

        // Stays if another process is using it.
        RemoveIfPossible(_incoming, recursive: false);
    }

    private static void RemoveIfPossible(string folder, bool recursive)
    {
        try
        {
            Directory.Delete(folder, recursive);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not empty, in use, or gone already.
        }
    }

    private static FileStream Lock(string folder) => new(
        folder + LockExtension, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);

    private void RemoveLeftovers()
    {
        foreach (var folder in Directory.EnumerateDirectories(_incoming).Where(folder => folder != _folder))
        {
            try
            {
                using var free = Lock(folder);
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another process is using it.
            }
        }
    }
}
