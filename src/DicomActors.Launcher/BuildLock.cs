namespace DicomActors.Launcher;

/// <summary>Keeps two launchers of one working copy from building at the same time.</summary>
internal sealed class BuildLock : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);
    private readonly FileStream _held;

    private BuildLock(FileStream held) => _held = held;

    /// <summary>Waits until no other launcher builds. The lock ends with the process, whatever happens to it.</summary>
    public static async Task<BuildLock> TakeAsync(Repository repository)
    {
        Directory.CreateDirectory(repository.Artifacts);
        var path = Path.Combine(repository.Artifacts, "build.lock");
        var told = false;
        while (true)
        {
            try
            {
                return new BuildLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                if (!told)
                {
                    Say.Line($"waiting for another build of this working copy (it holds {path}) ...");
                    told = true;
                }
            }

            await Task.Delay(BetweenTries);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _held.Dispose();
}
