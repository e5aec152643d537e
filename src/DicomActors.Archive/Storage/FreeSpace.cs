namespace DicomActors.Archive.Storage;

/// <summary>
/// Whether the disk has room to spare. Asks the operating system once a second at most, and earlier only when what was taken since
/// could have used up the room; in between it counts. Thread-safe.
/// </summary>
internal sealed class FreeSpace(long minimum, TimeProvider time, Func<long> look)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private long _lookedAt = -1;
    private long _room;
    private long _left;

    /// <summary>The disk a folder is on. Of a network share by name (UNC) Windows tells nothing here: it counts as roomy.</summary>
    public static FreeSpace Of(string folder, long minimum, TimeProvider time) => OperatingSystem.IsWindows() && folder.StartsWith(@"\\", StringComparison.Ordinal)
        ? new(minimum: 0, time, static () => 0)
        : new(minimum, time, () => new DriveInfo(folder).AvailableFreeSpace);

    /// <summary>Notes that bytes are about to be written; false if they would touch what must stay free.</summary>
    /// <exception cref="IOException">The disk cannot be asked.</exception>
    public bool TryTake(long bytes)
    {
        if (minimum == 0)
        {
            return true;
        }

        lock (_gate)
        {
            if (_lookedAt < 0 || time.GetElapsedTime(_lookedAt) >= GoodFor || (_room > 0 && _left - bytes < _room / 2))
            {
                _left = _room = look() - minimum;
                _lookedAt = time.GetTimestamp();
            }

            if (_left < bytes)
            {
                return false;
            }

            _left -= bytes;
            return true;
        }
    }
}
